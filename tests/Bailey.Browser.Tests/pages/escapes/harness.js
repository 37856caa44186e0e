// Each attempt says what it reached. A real window is told from any stand-in by what only browsers put on it.
// The same page runs in the grade `declared`, where every attempt must succeed: that is each attempt's control.
var attempts = [];
var place = self.document && document.getElementById('place');

function attempt(name, run) { attempts.push({ name: name, run: run }); }

function isRealWindow(found) {
  if ((typeof found !== 'object' && typeof found !== 'function') || found === null) return false;
  try {
    return typeof found.setTimeout === 'function' && 'trustedTypes' in found && found.trustedTypes !== undefined;
  } catch (error) {
    return false; // another origin's
  }
}

// Every property of everything, accessors called on the object they were found for. Returns how much was seen.
function walk(pending, reach) {
  var seen = new Set();
  function visit(value) {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    pending.push(value);
    if (value !== self || isRealWindow(value)) reach(value);
  }
  while (pending.length > 0 && seen.size < 30000) {
    var value = pending.pop();
    for (var holder = value; holder !== null; ) {
      var keys = [];
      try { keys = Reflect.ownKeys(holder); } catch (error) { /* another origin's */ }
      for (var i = 0; i < keys.length && i < 3000; i++) {
        try {
          var own = Reflect.getOwnPropertyDescriptor(holder, keys[i]);
          if (own.get) { visit(own.get); visit(Reflect.apply(own.get, value, [])); if (own.set) visit(own.set); } else visit(own.value);
        } catch (error) { /* not for this one */ }
      }
      try { holder = Reflect.getPrototypeOf(holder); } catch (error) { holder = null; }
      if (holder !== null) visit(holder);
    }
  }
  return seen.size;
}

// Gives `done` what each attempt came to.
function results(done) {
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
    done(found);
  });
}

// Says what came of this page's attempts and of its worker's.
function finish() {
  results(function (found) {
    new Worker('worker.js').onmessage = function (event) {
      document.body.dataset.workerWalked = String(event.data.walked);
      document.getElementById('out').textContent = JSON.stringify(Object.assign(found, event.data.found));
    };
  });
}
