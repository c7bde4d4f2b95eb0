// The page of one alert: what the recorded events say about it, and the test that can be copied.
'use strict';

(function () {
  for (const button of document.querySelectorAll('[data-trial]')) {
    button.addEventListener('click', async () => {
      const answer = document.getElementById(button.dataset.answer);
      button.disabled = true;
      answer.textContent = 'Reading the recorded events...';
      try {
        const html = await eyas.send('/alert/events', {do: button.dataset.trial, number: button.dataset.number});
        const part = new DOMParser().parseFromString(html, 'text/html');
        answer.replaceChildren(...[...part.body.childNodes].map((node) => document.adoptNode(node)));
      } catch (error) {
        answer.textContent = error.message;
      }
      button.disabled = false;
    });
  }

  for (const button of document.querySelectorAll('[data-copy]')) {
    const text = document.getElementById(button.dataset.copy);
    button.addEventListener('click', async () => {
      getSelection().selectAllChildren(text); // the clipboard exists only with TLS or on this host
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'Selected: press Ctrl+C';
      }
    });
  }
})();
