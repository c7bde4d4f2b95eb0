// Shared by all pages: parts that refresh themselves, buttons with a confirmation, and the token for forms that scripts send.
'use strict';

const eyas = {
  /** Sends the fields of a form. Returns the server's response as text, or throws an error with its text. A signal aborts it. */
  async send(path, fields, signal) {
    const body = new URLSearchParams(fields);
    body.set('token', document.body.dataset.token);
    const response = await fetch(path, {method: 'POST', body, signal, headers: {'Accept': 'application/json'}});
    const text = await response.text();
    if (response.redirected || response.status === 401) {
      throw new Error('The session has ended: log in again.');
    }
    if (!response.ok) {
      throw new Error(text.trim());
    }
    return text;
  },
};

(function () {
  const live = document.querySelectorAll('[data-live]');

  // Fetches the current parts from the same page; a request of the script does not count as use of the session.
  async function renew() {
    if (document.hidden) {
      return;
    }
    const response = await fetch(location.href, {headers: {'Accept': 'text/html', 'Eyas-Refresh': '1'}});
    if (response.redirected) {
      location.assign('/login');
      return;
    }
    if (!response.ok) {
      return;
    }
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-live]')) {
      const other = fresh.getElementById(part.id);
      if (other && !part.contains(document.activeElement)) {
        part.replaceWith(document.adoptNode(other));
      }
    }
    document.dispatchEvent(new Event('renewed'));
  }

  if (live.length > 0) {
    setInterval(() => renew().catch(() => {}), 5000);
  }

  const here = document.querySelector('nav [aria-current]');
  if (here) {
    here.scrollIntoView({block: 'nearest', inline: 'center'});
  }

  // A repeated password that differs is noticed before the form is sent, so that nothing must be typed again.
  for (const again of document.querySelectorAll('[data-repeats]')) {
    const first = again.form.elements[again.dataset.repeats];
    const compare = () => again.setCustomValidity(again.value === first.value ? '' : 'The two new passwords differ.');
    again.addEventListener('input', compare);
    first.addEventListener('input', compare);
  }

  // A part that takes long to compute is fetched when somebody opens it.
  document.addEventListener('toggle', async (event) => {
    const address = event.target.dataset.load;
    const box = event.target.open && address ? event.target.querySelector('[data-loaded]') : null;
    if (box) {
      const response = await fetch(address, {headers: {'Eyas-Refresh': '1'}}).catch(() => null);
      if (response && response.ok && !response.redirected) {
        const part = new DOMParser().parseFromString(await response.text(), 'text/html');
        box.replaceWith(...[...part.body.childNodes].map((node) => document.adoptNode(node)));
      } else {
        box.textContent = 'The session has ended or the engine does not answer: reload the page.';
      }
    }
  }, true);

  document.addEventListener('submit', (event) => {
    const question = event.target.dataset.ask;
    if (question && !confirm(question)) {
      event.preventDefault();
    }
  });
})();

// Times: how long ago or ahead, and as a title the time in the zone of the browser.
(function () {
  const zone = new Intl.DateTimeFormat('en', {timeZoneName: 'short'}).formatToParts().find((part) => part.type === 'timeZoneName').value;

  function local(date) {
    return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().replace('T', ' ').replace(/(\.000)?Z$/, '');
  }

  function span(seconds) {
    return seconds < 120 ? Math.round(seconds) + '\u202fs' : seconds < 7200 ? Math.floor(seconds / 60) + '\u202fmin'
      : seconds < 172800 ? Math.floor(seconds / 3600) + '\u202fh' : Math.floor(seconds / 86400) + '\u202fdays';
  }

  // The clock of the browser may differ a little from that of the engine.
  function relative(seconds) {
    return seconds < -5 ? 'in ' + span(-seconds) : span(Math.max(0, seconds)) + ' ago';
  }

  function show(time) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.getTime())) {
      return;
    }
    const seconds = (Date.now() - date.getTime()) / 1000;
    const recent = seconds < 172800;
    const text = recent ? relative(seconds) : local(date).slice(0, 16);
    time.textContent = 'exact' in time.dataset ? local(date)
      : 'both' in time.dataset ? local(date) + (recent ? ', ' + text : '') : text;
    time.title = local(date) + ' ' + zone;
  }

  function showAll(within) {
    within.querySelectorAll('time[datetime]').forEach(show);
  }

  showAll(document);
  setInterval(() => document.hidden || showAll(document), 10000);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
    if (node.nodeType === Node.ELEMENT_NODE) {
      showAll(node);
    }
  }))).observe(document.body, {childList: true, subtree: true});
})();
