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

  /** The page to log in, which returns to this page. */
  logInAddress() {
    return '/login?next=' + encodeURIComponent(location.pathname + location.search);
  },

  /** An address of this console for the time that the page shows. */
  during(address) {
    const time = new URLSearchParams(location.search).get('during');
    const url = new URL(address, location.origin);
    if (time && url.origin === location.origin && !url.searchParams.has('during')) {
      url.searchParams.set('during', time);
    }
    return url.href;
  },
};

(function () {
  // A request of the script does not count as use of the session.
  async function renewFrom(address, parts) {
    const response = await fetch(address || location.href, {headers: {'Accept': 'text/html', 'Eyas-Refresh': '1'}});
    if (response.redirected) {
      location.assign(eyas.logInAddress());
      return;
    }
    if (!response.ok) {
      return;
    }
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const part of parts) {
      const other = fresh.getElementById(part.id);
      if (other && !part.contains(document.activeElement)) {
        part.replaceWith(document.adoptNode(other));
      }
    }
  }

  // Fetches the current parts from the same page, or from their own address.
  async function renew() {
    if (document.hidden) {
      return;
    }
    const parts = [...document.querySelectorAll('[data-live]')];
    for (const address of new Set(parts.map((part) => part.dataset.live))) {
      await renewFrom(address, parts.filter((part) => part.dataset.live === address));
    }
    document.dispatchEvent(new Event('renewed'));
  }

  // A part that waits for the engine is fetched again soon.
  function renewLater() {
    if (document.querySelector('[data-live]')) {
      const millis = document.querySelector('[data-soon]') ? 500 : 5000;
      setTimeout(() => renew().catch(() => {}).finally(renewLater), millis);
    }
  }
  renewLater();

  // On a phone, not all links to pages fit: that of this page is in sight.
  const here = document.querySelector('nav [aria-current]');
  function showHere() {
    const nav = here.parentElement;
    nav.scrollLeft = here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
  }
  if (here) {
    showHere();
    addEventListener('resize', showHere);
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

  // The chosen time stays when somebody follows a link or sends a form.
  function keepTime(event) {
    const link = event.target.closest('a[href]');
    if (link) {
      link.href = eyas.during(link.href);
    }
  }
  if (document.getElementById('during')) {
    for (const kind of ['mousedown', 'click']) {
      document.querySelector('main').addEventListener(kind, keepTime, true);
    }
    document.addEventListener('submit', ({target}) => {
      if (target.method === 'post' && !target.elements.during) {
        const field = Object.assign(document.createElement('input'), {type: 'hidden', name: 'during'});
        field.value = new URLSearchParams(location.search).get('during');
        target.append(field);
      }
    });
  }

  // A time of one's own is that of the clock that one sees: the zone of the browser.
  const custom = document.getElementById('custom-time');
  if (custom) {
    const local = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
    const [from, to] = (new URLSearchParams(location.search).get('during') || '..').split('..');
    custom.elements.from.value = local(from ? new Date(from) : new Date(Date.now() - 3600000));
    custom.elements.to.value = local(to ? new Date(to) : new Date());
    custom.querySelector('[data-zone]').hidden = true;
    custom.addEventListener('submit', (event) => {
      const [begin, end] = ['from', 'to'].map((name) => new Date(custom.elements[name].value));
      if (begin < end) {
        event.preventDefault();
        const address = new URL(location.href);
        ['last', 'since', 'before'].forEach((name) => address.searchParams.delete(name));
        address.searchParams.set('during', [begin, end].map((time) => time.toISOString().slice(0, 19) + 'Z').join('..'));
        location.assign(address.href);
      }
    });
  }

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
