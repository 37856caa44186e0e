say(document.currentScript.src.split('?')[1] + ': ' + document.readyState);
