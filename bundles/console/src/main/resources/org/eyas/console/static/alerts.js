// New alerts while the page is open, the filter for them, and the details of an alert that is opened.
'use strict';

(function () {
  const list = document.getElementById('alerts');
  const form = document.getElementById('filter');
  const state = document.getElementById('stream');
  const pause = document.getElementById('pause');
  const MOST = 500;
  let held = [];

  function has(text, part) {
    return text.toLowerCase().includes(part.trim().toLowerCase());
  }

  function fits(row) {
    const filter = new FormData(form);
    const priority = form.elements.priority.selectedIndex;
    return Number(row.dataset.urgency) <= priority
      && has(row.dataset.rule, filter.get('rule'))
      && has(row.dataset.tags, filter.get('tag'))
      && has(row.dataset.place, filter.get('place'))
      && has(row.querySelector('summary').textContent + ' ' + row.dataset.tags, filter.get('text'));
  }

  function show() {
    let shown = 0;
    for (const row of list.querySelectorAll('details')) {
      row.hidden = !fits(row);
      shown += row.hidden ? 0 : 1;
    }
    document.getElementById('none').hidden = shown > 0;
    document.getElementById('shown').textContent = shown;
  }

  function put(html) {
    const row = new DOMParser().parseFromString(html, 'text/html').querySelector('details');
    if (!row || list.querySelector(`details[data-number="${row.dataset.number}"]`)) {
      return;
    }
    row.classList.add('fresh');
    list.prepend(document.adoptNode(row));
    const rows = list.querySelectorAll('details');
    if (rows.length > MOST) {
      rows[rows.length - 1].remove();
    }
  }

  async function fill(row) {
    const box = row.querySelector('.detail');
    if (box.dataset.loaded) {
      return;
    }
    box.dataset.loaded = '1';
    const response = await fetch('/alerts/detail?number=' + row.dataset.number, {headers: {'Eyas-Refresh': '1'}});
    if (response.ok) {
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
      box.replaceChildren(...[...fresh.body.childNodes].map((node) => document.adoptNode(node)));
    } else {
      box.textContent = response.redirected ? 'The session has ended: log in again.' : (await response.text()).trim();
    }
  }

  function tell(words, level) {
    state.textContent = words;
    state.className = 'badge ' + level;
  }

  list.addEventListener('toggle', (event) => {
    if (event.target.open) {
      fill(event.target).catch(() => {});
    }
  }, true);
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  pause.addEventListener('click', () => {
    const on = pause.getAttribute('aria-pressed') !== 'true';
    pause.setAttribute('aria-pressed', String(on));
    pause.textContent = on ? 'Continue' : 'Pause';
    if (!on) {
      held.forEach(put);
      held = [];
      show();
    }
  });

  const stream = new EventSource('/alerts/stream');
  stream.addEventListener('open', () => tell('live', 'good'));
  stream.addEventListener('error', () => tell('not connected', 'bad'));
  stream.addEventListener('end', () => {
    stream.close();
    tell('ended: reload the page', 'warn');
  });
  stream.addEventListener('missed', (event) => {
    document.getElementById('missed').textContent = event.data + ' alerts came too fast for this page';
  });
  stream.addEventListener('alert', (event) => {
    if (pause.getAttribute('aria-pressed') === 'true') {
      held.push(event.data);
      held.splice(0, held.length - MOST);
      pause.textContent = `Continue (${held.length} new)`;
      return;
    }
    put(event.data);
    show();
  });
  show();
})();
