// The query box: completes names and values.
'use strict';

(function () {
  const box = document.getElementById('query');
  const choices = document.getElementById('choices');
  let chosen = -1;
  let asked = 0;
  let timer = 0;

  // The term before the cursor: where its last part begins, and the name before it.
  function term() {
    const before = box.value.slice(0, box.selectionStart);
    const found = /(?:^|\s)-?((?:[^\s"]|"(?:\\.|[^"\\])*"?)*)$/.exec(before);
    const text = found ? found[1] : '';
    const parts = /^([A-Za-z](?:[\w.]|\[[^\]]*\])*)(:|=|>=|<=|>|<)(.*)$/.exec(text);
    const start = parts ? parts[3] : text;
    return {name: parts ? parts[1] : '', start: start.replaceAll('"', ''), at: before.length - start.length};
  }

  function hide() {
    choices.hidden = true;
    chosen = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  }

  function highlight(index) {
    chosen = index;
    [...choices.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
    if (index >= 0) {
      box.setAttribute('aria-activedescendant', choices.children[index].id);
      choices.children[index].scrollIntoView({block: 'nearest'});
    }
  }

  function complete(text) {
    const {name, at} = term();
    const quoted = /[\s"*\\]/.test(text) ? '"' + text.replace(/["\\]/g, '\\$&') + '"' : text;
    const added = name ? quoted + ' ' : text + (text === 'priority' ? '>=' : ':');
    const after = box.value.slice(box.selectionStart);
    box.value = box.value.slice(0, at) + added + after.trimStart();
    box.setSelectionRange(at + added.length, at + added.length);
    hide();
    box.focus();
    if (!name) {
      ask();
    }
  }

  async function ask() {
    const mine = ++asked;
    const {name, start} = term();
    const response = await fetch('/alerts/completion?' + new URLSearchParams({name, start}), {headers: {'Eyas-Refresh': '1'}}).catch(() => null);
    if (!response || !response.ok || response.redirected || mine !== asked) {
      return;
    }
    const texts = await response.json();
    choices.replaceChildren(...texts.map((text, i) => {
      const item = document.createElement('li');
      item.id = 'choice-' + i;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      item.textContent = text;
      item.addEventListener('mousedown', (event) => {
        event.preventDefault();
        complete(text);
      });
      return item;
    }));
    choices.hidden = texts.length === 0;
    box.setAttribute('aria-expanded', String(texts.length > 0));
    chosen = -1;
  }

  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 40); // an interaction must take less than 100 ms
  });
  box.addEventListener('blur', hide);
  box.addEventListener('keydown', (event) => {
    const count = choices.hidden ? 0 : choices.children.length;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (count > 0) {
        hide();
      } else {
        box.blur();
      }
    } else if (event.key === 'ArrowDown' && count === 0) {
      ask();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      highlight((chosen + (event.key === 'ArrowDown' ? 1 : chosen < 0 ? 0 : -1) + count) % count);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && count > 0 && chosen >= 0) {
      event.preventDefault();
      complete(choices.children[chosen].textContent);
    } else if (event.key === 'Enter') {
      asked++;
      hide();
    }
  });
})();
