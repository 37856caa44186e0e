const list = document.getElementById('events');
new EventSource('/__bailey/events').onmessage = ({ data }) => {
  const event = JSON.parse(data);
  const item = document.createElement('li');
  // Text only: subjects are the page's own words.
  item.textContent = `${event.subject}: ${event.reason}${event.granted ? '' : ` (to allow it: ${event.grant})`}`;
  if (!event.granted) item.className = 'refused';
  list.append(item);
};
