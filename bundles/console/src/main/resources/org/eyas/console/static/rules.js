// The table of rules: searches while the user types. The server filters, as it does without scripts.
'use strict';

(function () {
  const form = document.getElementById('search');
  let timer = 0;
  let asked = new AbortController();

  async function search() {
    asked.abort();
    asked = new AbortController();
    const address = '/rules?' + new URLSearchParams(new FormData(form));
    const response = await fetch(address, {signal: asked.signal, headers: {'Accept': 'text/html'}});
    if (response.redirected) {
      location.assign(eyas.logInAddress());
      return;
    }
    if (!response.ok) {
      return;
    }
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const id of ['found', 'shown']) {
      document.getElementById(id).replaceWith(document.adoptNode(fresh.getElementById(id)));
    }
    history.replaceState(null, '', address);
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => search().catch(() => {}), 40); // a search that a newer one replaces is aborted
  }

  form.addEventListener('input', soon);
  form.querySelector('button').hidden = true;
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.target.closest('input, select, textarea')) {
      event.preventDefault();
      form.elements.text.focus();
    }
  });
})();
