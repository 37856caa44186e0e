fetch('tides.json').then((answer) => answer.json()).then((rows) => {
  for (const { place, high, low } of rows) {
    const row = document.querySelector('#tides tbody').insertRow();
    for (const text of [place, `${high.toFixed(1)} m`, `${low.toFixed(1)} m`]) row.insertCell().textContent = text;
  }
});
