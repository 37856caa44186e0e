onmessage = function (event) { this.postMessage(event.data + (event.currentTarget === self) + (this === self)); close(); };
