// Each attempt says what it reached. A real window is told from any stand-in by what only browsers put on it.
// The same page runs in the grade `declared`, where every attempt must succeed: that is each attempt's control.
var attempts = [];
var place = document.getElementById('place');

function attempt(name, run) { attempts.push({ name: name, run: run }); }

function isRealWindow(found) {
  if ((typeof found !== 'object' && typeof found !== 'function') || found === null) return false;
  try {
    return typeof found.setTimeout === 'function' && 'trustedTypes' in found && found.trustedTypes !== undefined;
  } catch (error) {
    return false; // another origin's
  }
}

function finish() {
  var waits = attempts.map(function (entry) {
    return new Promise(function (resolve) {
      var timer = setTimeout(function () { resolve('contained'); }, 4000);
      // `found`: a window, or true for anything else that was to be reached.
      function reach(found) {
        if (found === true || isRealWindow(found)) {
          clearTimeout(timer);
          resolve('reached');
        }
      }
      try {
        var later = entry.run(reach);
        if (later && typeof later.then === 'function') later.then(undefined, function () { /* contained */ });
      } catch (error) {
        // contained
      }
    });
  });
  Promise.all(waits).then(function (results) {
    var found = {};
    results.forEach(function (result, index) { found[attempts[index].name] = result; });
    document.getElementById('out').textContent = JSON.stringify(found);
  });
}
