// The part beside the editor: tries the text on recent events, and shows which events are recorded.

const answer = document.getElementById('answer');
const journal = document.getElementById('journal');

function put(box, html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  box.replaceChildren(...[...fresh.body.childNodes].map((node) => document.adoptNode(node)));
}

function note(text, level) {
  const line = document.createElement('p');
  line.className = 'note ' + level;
  line.textContent = text;
  answer.replaceChildren(line);
}

/** @param fields makes the fields of a request */
export function startTrials(fields) {
  const rule = document.getElementById('rule');

  async function act(action, button) {
    button.disabled = true;
    if (action === 'try') {
      note('Trying ...', 'muted');
    }
    try {
      const sent = fields();
      sent.set('do', action);
      sent.set('rule', rule.value);
      put(action === 'try' ? answer : journal, await eyas.send('/rules/try', sent));
    } catch (e) {
      note(e.message, 'bad');
    } finally {
      button.disabled = false;
    }
    if (action === 'try') {
      answer.scrollIntoView({block: 'nearest'});
    }
  }

  document.getElementById('trial').hidden = false;
  document.getElementById('attempt').hidden = false;
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-do]');
    if (button) {
      act(button.dataset.do, button);
    }
  });
  setInterval(async () => {
    if (!document.hidden && !journal.contains(document.activeElement)) {
      const response = await fetch('/rules/try', {headers: {'Eyas-Refresh': '1'}}).catch(() => null);
      if (response && response.ok && !response.redirected) {
        put(journal, await response.text());
      }
    }
  }, 3000);
}
