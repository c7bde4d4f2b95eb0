// A text with line numbers that the engine checks while the user types.
'use strict';

(function () {
  const form = document.getElementById('editor');
  const text = form.elements.content;
  const gutter = form.querySelector('.gutter');
  const list = document.getElementById('remarks');
  const verdict = document.getElementById('verdict');
  const save = document.getElementById('save');
  let timer = 0;
  let asked = 0;
  let remarks = [];
  let saved = text.value;

  function number() {
    const levels = new Map();
    for (const remark of remarks) {
      if (remark.line > 0 && levels.get(remark.line) !== 'bad') {
        levels.set(remark.line, remark.error ? 'bad' : 'warn');
      }
    }
    const lines = text.value.split('\n').length;
    const spans = [];
    for (let i = 1; i <= lines; i++) {
      const span = document.createElement('span');
      span.textContent = i + '\n';
      if (levels.has(i)) {
        span.className = levels.get(i);
      }
      spans.push(span);
    }
    gutter.replaceChildren(...spans);
    gutter.scrollTop = text.scrollTop;
  }

  function goTo(line) {
    const before = text.value.split('\n').slice(0, line - 1).join('\n').length;
    const start = line > 1 ? before + 1 : 0;
    const end = text.value.indexOf('\n', start);
    text.focus();
    text.setSelectionRange(start, end < 0 ? text.value.length : end);
    const height = text.scrollHeight / text.value.split('\n').length;
    text.scrollTop = Math.max(0, (line - 4) * height);
  }

  function say(words, level) {
    verdict.textContent = words;
    verdict.className = 'badge ' + level;
  }

  function show() {
    list.replaceChildren(...remarks.map((remark) => {
      const item = document.createElement('li');
      item.className = remark.error ? 'bad' : 'warn';
      if (remark.line > 0) {
        const place = document.createElement('button');
        place.type = 'button';
        place.textContent = 'line ' + remark.line;
        place.addEventListener('click', () => goTo(remark.line));
        item.append(place, ' ');
      }
      item.append(remark.text);
      return item;
    }));
    const errors = remarks.filter((remark) => remark.error).length;
    if (errors > 0) {
      say(errors === 1 ? '1 error' : errors + ' errors', 'bad');
    } else if (remarks.length > 0) {
      say(remarks.length === 1 ? '1 remark' : remarks.length + ' remarks', 'warn');
    } else {
      say('valid', 'good');
    }
    if (save) {
      save.disabled = errors > 0;
    }
    number();
  }

  async function check() {
    const mine = ++asked;
    try {
      const fields = new FormData(form);
      fields.set('do', 'check');
      const answer = JSON.parse(await eyas.send(form.getAttribute('action'), fields));
      if (mine === asked) {
        remarks = answer;
        show();
      }
    } catch (e) {
      if (mine === asked) {
        say('not checked', 'warn');
        list.replaceChildren(Object.assign(document.createElement('li'), {textContent: e.message}));
      }
    }
  }

  const judged = form.dataset.checked === 'true';
  text.addEventListener('input', () => {
    number();
    clearTimeout(timer);
    if (judged) {
      say('checking', '');
      timer = setTimeout(check, 400);
    }
  });
  text.addEventListener('scroll', () => { gutter.scrollTop = text.scrollTop; });
  new ResizeObserver(number).observe(text);
  form.addEventListener('submit', () => { saved = text.value; });
  addEventListener('beforeunload', (event) => {
    if (text.value !== saved) {
      event.preventDefault();
    }
  });
  number();
  if (judged) {
    check();
  }
  if (Number(form.dataset.line) > 0) {
    goTo(Number(form.dataset.line));
  }
})();
