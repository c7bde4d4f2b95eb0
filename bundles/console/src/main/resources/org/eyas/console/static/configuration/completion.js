// Completes and explains the keys of the configuration file.
import {hoverTooltip} from '../lib/codemirror-view.js';
import {keyOf, parent} from './keys.js';

function sentence(key) {
  return `${key.text}${key.standard ? ` Default: ${key.standard}.` : ''}${key.note ? ' ' + key.note : ''}`;
}

function keyOptions(keys, prefix) {
  return keys.below(prefix).map(([part, key]) => ({
    label: part, apply: part + ':', detail: key ? key.expected : 'keys', info: key ? sentence(key) : undefined,
  }));
}

/** The keys that may stand where the cursor is, and the words that may be their values. */
export function completions(keys) {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const begun = /^ *(?:- +)?([\w.-]*)$/.exec(before);
    if (begun) {
      return begun[1] === '' && !context.explicit
        ? null
        : {from: context.pos - begun[1].length, options: keyOptions(keys, parent(context.state.doc, line.number)), validFor: /^[\w.-]*$/};
    }
    const value = /: +([\w.-]*)$/.exec(before);
    const key = value && keys.named(keyOf(context.state.doc, line.number)?.name);
    return key && key.choices.length > 0
      ? {from: context.pos - value[1].length, options: key.choices.map((label) => ({label})), validFor: /^[\w.-]*$/}
      : null;
  };
}

/** A tooltip with the meaning of the key below the pointer. */
export function explanations(keys) {
  return hoverTooltip((view, position) => {
    const line = view.state.doc.lineAt(position);
    const found = keyOf(view.state.doc, line.number);
    const from = found ? line.from + found.from : 0;
    const key = found && from <= position && position < from + found.length ? keys.named(found.name) : undefined;
    return key ? {pos: from, end: from + found.length, above: true, create: () => ({dom: card(key)})} : null;
  });
}

function card(key) {
  const box = document.createElement('div');
  box.className = 'explanation';
  const name = document.createElement('b');
  name.textContent = key.name;
  const detail = document.createElement('span');
  detail.textContent = ' ' + key.expected;
  const text = document.createElement('p');
  text.textContent = sentence(key);
  box.append(name, detail, text);
  return box;
}
