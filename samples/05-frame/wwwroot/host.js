// The page in the frame is not trusted: what it says is checked before it is used.
const left = document.getElementById('left');
document.getElementById('todo').on('left', (data) => Number.isSafeInteger(data) && data >= 0, (count) => { left.textContent = count; });
