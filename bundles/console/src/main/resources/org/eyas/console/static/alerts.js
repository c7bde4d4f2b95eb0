// The list of alerts: new ones while the page is open, the contents of rows that are opened, and the keyboard.
'use strict';

(function () {
  const list = document.getElementById('alerts');
  const state = document.getElementById('stream');
  const pause = document.getElementById('pause');
  const missed = document.getElementById('missed');
  const grouped = list.dataset.grouped === 'true';
  const MOST_ROWS = 200;
  const MOST_HELD = 40;
  let complete = list.dataset.complete === 'true'; // whether all groups are in the list
  let held = [];
  let more = 0;

  function nodes(html) {
    const fresh = new DOMParser().parseFromString(html, 'text/html');
    return [...fresh.body.childNodes].map((node) => document.adoptNode(node));
  }

  function count(number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, '\u202f');
  }

  // Earlier alerts of this group may be in the history, and are not in the count.
  function partial(row) {
    row.dataset.partial = 'true';
    const box = row.querySelector('.count');
    box.textContent = 'at least ' + box.textContent;
  }

  // The row that is there gets the counts and the priority of both, and stays where it is while somebody reads.
  function merge(old, row) {
    const number = Number(old.dataset.number) + Number(row.dataset.number);
    const summary = row.querySelector('summary');
    if (Number(old.dataset.urgency) < Number(row.dataset.urgency)) {
      summary.querySelector('.badge').replaceWith(old.querySelector('.badge'));
    } else {
      old.dataset.urgency = row.dataset.urgency;
    }
    summary.querySelector('.count').textContent = (old.dataset.partial ? 'at least ' : '') + count(number);
    for (const kept of ['.first', '.course']) {
      const part = old.querySelector(kept);
      if (part) {
        summary.querySelector(kept)?.replaceWith(part);
      }
    }
    old.dataset.number = number;
    const focused = old.contains(document.activeElement) && document.activeElement.matches('summary');
    old.querySelector('summary').replaceWith(summary);
    if (focused) {
      summary.focus({preventScroll: true});
    }
    return old;
  }

  function isRead() {
    return list.contains(document.activeElement) || list.querySelector('details[open]') !== null;
  }

  function mark(row) {
    row.classList.remove('fresh');
    void row.offsetWidth; // restarts the animation
    row.classList.add('fresh');
  }

  function put(html) {
    const known = new Map([...list.children].map((row) => [grouped ? row.dataset.key : row.dataset.number, row]));
    const read = isRead();
    for (const row of nodes(html).filter((node) => node.nodeType === Node.ELEMENT_NODE)) {
      const old = known.get(grouped ? row.dataset.key : row.dataset.number);
      if (!old) {
        if (grouped && !complete) {
          partial(row);
        }
        list.prepend(row);
      } else if (grouped) {
        merge(old, row);
        if (!read) {
          list.prepend(old);
        }
      }
      mark(old || row);
    }
    while (list.children.length > MOST_ROWS) {
      list.lastElementChild.remove();
      complete = false;
    }
    const none = document.getElementById('none');
    if (none) {
      none.hidden = list.children.length > 0;
    }
  }

  async function load(address, box) {
    const response = await fetch(address, {headers: {'Eyas-Refresh': '1'}});
    if (response.ok && !response.redirected) {
      box.replaceChildren(...nodes(await response.text()));
    } else {
      box.textContent = response.redirected ? 'The session has ended: log in again.' : (await response.text()).trim();
    }
  }

  async function fill(row) {
    const detail = row.querySelector(':scope > .detail');
    const box = detail?.querySelector(':scope > [data-rows]') || detail; // the links of a group stay
    if (box && !box.dataset.loaded) {
      box.dataset.loaded = '1';
      await load(row.dataset.list || '/alerts/detail?number=' + row.dataset.number, box);
    }
  }

  function showState(words, level) {
    state.textContent = words;
    state.className = 'badge ' + level;
  }

  list.addEventListener('toggle', (event) => {
    if (event.target.open) {
      fill(event.target).catch(() => {});
    }
  }, true);

  list.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-older]');
    if (button) {
      button.disabled = true;
      const box = document.createElement('div');
      await load(button.dataset.older, box).catch(() => {});
      button.parentElement.replaceWith(...box.childNodes);
    }
  });

  // Rows that one sees, from top to bottom.
  function rows() {
    return [...list.querySelectorAll('summary')].filter((summary) => summary.offsetParent !== null);
  }

  function move(step) {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
    if (next) {
      next.focus();
      next.scrollIntoView({block: 'nearest'});
    }
  }

  function close() {
    const row = document.activeElement.closest('#alerts details');
    const open = row && (row.open ? row : row.parentElement.closest('#alerts details'));
    if (open) {
      open.open = false;
      open.querySelector('summary').focus();
    }
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select')) {
      return;
    }
    const action = {j: () => move(1), k: () => move(-1), '/': () => document.getElementById('query').focus(), Escape: close}[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  pause.addEventListener('click', () => {
    const on = pause.getAttribute('aria-pressed') !== 'true';
    if (!on && held.length > MOST_HELD) {
      location.reload();
      return;
    }
    pause.setAttribute('aria-pressed', String(on));
    pause.textContent = on ? 'Continue' : 'Pause';
    if (!on) {
      held.forEach(put);
      held = [];
    }
  });

  const column = document.getElementById('column');
  column.addEventListener('input', async () => {
    const address = '/alerts/completion?' + new URLSearchParams({name: '*', start: column.value});
    const response = await fetch(address, {headers: {'Eyas-Refresh': '1'}}).catch(() => null);
    if (response && response.ok && !response.redirected) {
      const fields = await response.json();
      document.getElementById('fields').replaceChildren(...fields.map((field) => new Option(field, field)));
    }
  });

  for (const view of document.querySelectorAll('[type=radio][name=view]')) {
    view.addEventListener('change', () => view.form.requestSubmit());
  }

  if (list.dataset.stream !== 'true') {
    pause.hidden = true;
    return;
  }
  const address = new URLSearchParams(location.search);
  address.set('after', list.dataset.newest); // those that came since the page was made are not missing
  const stream = new EventSource('/alerts/stream?' + address);
  stream.addEventListener('open', () => showState('live', 'calm'));
  stream.addEventListener('error', () => showState('not connected', 'bad'));
  stream.addEventListener('end', () => {
    stream.close();
    showState('ended: reload the page', 'warn');
  });
  stream.addEventListener('missed', (event) => {
    missed.textContent = 'Up to ' + event.data + ' alerts came too fast for this page. Reload it to see all.';
  });
  stream.addEventListener('more', (event) => {
    more += Number(event.data);
    missed.textContent = count(more) + ' more alerts came. Reload the page to see them.';
  });
  stream.addEventListener('alerts', (event) => {
    if (pause.getAttribute('aria-pressed') === 'true') {
      if (held.length <= MOST_HELD) {
        held.push(event.data);
      }
      pause.textContent = 'Continue (new alerts)';
    } else {
      put(event.data);
    }
  });
})();
