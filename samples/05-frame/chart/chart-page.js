const years = { 2024: [62, 41, 55, 38, 71, 64, 80, 77, 52, 60, 68, 74], 2025: [48, 57, 39, 44, 60, 82, 69, 91, 47, 55, 79, 66] };
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
let year = 2024;

const chart = new Chart(document.getElementById('plot'), {
  type: 'bar',
  data: { labels: months, datasets: [{ label: String(year), data: years[year], backgroundColor: '#3a6ea5' }] },
  options: { maintainAspectRatio: false, animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? false : undefined, font: { family: 'Liberation Sans' } },
});

function sum() {
  document.getElementById('sum').textContent = `${year}: ${years[year].reduce((a, b) => a + b)} mm`;
}

document.getElementById('other').onclick = () => {
  year = year === 2024 ? 2025 : 2024;
  Object.assign(chart.data.datasets[0], { label: String(year), data: years[year] });
  chart.update();
  sum();
};
sum();
