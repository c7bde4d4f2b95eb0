// The remarks of the engine about the text: below the text, at their lines, and counted.
import {setDiagnostics} from '../lib/codemirror-lint.js';
import {diagnostic} from './check.js';

const verdict = document.getElementById('verdict');
const list = document.getElementById('remarks');
const save = document.getElementById('save');

function item(view, remark, select) {
  const entry = document.createElement('li');
  entry.className = remark.error ? 'bad' : 'warn';
  if (remark.line > 0) {
    const link = document.createElement('button');
    link.type = 'button';
    link.textContent = 'line ' + remark.line;
    link.addEventListener('click', () => {
      const {from, to} = diagnostic(remark, view.state.doc);
      select(from, to);
    });
    entry.append(link, ' ');
  }
  entry.append(remark.text);
  return entry;
}

function say(text, level) {
  verdict.textContent = text;
  verdict.className = 'badge ' + level;
}

function count(number, word) {
  return number === 1 ? `1 ${word}` : `${number} ${word}s`;
}

/** Says that a check is on its way; the remarks of the last one stay until its answer is there. */
export function checking() {
  say('checking', '');
}

/** Shows that a text could not be checked, and why. The server checks it again before it saves it. */
export function notChecked(why) {
  say('not checked', 'warn');
  list.replaceChildren(Object.assign(document.createElement('li'), {className: 'warn', textContent: why}));
}

/** @param select selects a range of the text */
export function showRemarks(view, remarks, select) {
  const errors = remarks.filter((remark) => remark.error).length;
  const placed = remarks.filter((remark) => remark.line > 0).map((remark) => diagnostic(remark, view.state.doc));
  view.dispatch(setDiagnostics(view.state, placed));
  list.replaceChildren(...remarks.map((remark) => item(view, remark, select)));
  if (errors > 0) {
    say(count(errors, 'error'), 'bad');
  } else {
    say(remarks.length > 0 ? count(remarks.length, 'remark') : 'valid', remarks.length > 0 ? 'warn' : 'good');
  }
  if (save) {
    save.disabled = errors > 0;
  }
}
