// Completes and explains the words of rules.
import {hoverTooltip} from '../lib/codemirror-view.js';
import {expected} from './words.js';

const WORD = /[\w.-]*$/;

/** The words that may continue the text before the cursor. */
export function completions(words) {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const start = WORD.exec(before)[0];
    const {kinds, key, source} = expected(context.state.doc, context.pos);
    if (kinds.length === 0 || start === '' && !context.explicit && !/%$/.test(before)) {
      return null;
    }
    const likely = likelyKind(before.slice(0, before.length - start.length));
    const options = words.with(context.state.doc.toString()).list
      .filter((word) => kinds.includes(word.kind) && (word.sources.length === 0 || word.sources.includes(source)))
      .filter((word) => word.kind !== 'part' || word.detail.includes(key))
      .map((word) => ({
        label: word.name,
        detail: word.kind + (word.detail ? ', ' + word.detail : ''),
        info: word.text || undefined,
        boost: word.kind === likely ? 50 : 0,
        apply: word.kind === 'key' || word.kind === 'part' ? word.name + ': ' : word.name,
      }));
    return {from: context.pos - start.length, options, validFor: /^[\w.-]*$/};
  };
}

// In parentheses of "in" there are values and lists; after a field an operator.
function likelyKind(before) {
  if (/\b(?:in|intersects) *\([^)]*$/.test(before)) {
    return 'list';
  }
  return /[\w\]]\.[\w.[\]]+ +$/.test(before) ? 'operator' : 'field';
}

/** A tooltip with the meaning of the word below the pointer. */
export function explanations(words) {
  return hoverTooltip((view, position) => {
    const line = view.state.doc.lineAt(position);
    for (const found of line.text.matchAll(/[\w.-]+(?:\[[^\]]*\])?|[=<>!]+/g)) {
      const from = line.from + found.index;
      const to = from + found[0].length;
      if (from <= position && position < to) {
        const {kinds} = expected(view.state.doc, from);
        const word = words.with(view.state.doc.toString()).named(kinds, found[0]);
        return word ? {pos: from, end: to, above: true, create: () => ({dom: card(word)})} : null;
      }
    }
    return null;
  });
}

function card(word) {
  const box = document.createElement('div');
  box.className = 'explanation';
  const name = document.createElement('b');
  name.textContent = word.name;
  const detail = document.createElement('span');
  detail.textContent = ' ' + word.kind + (word.detail ? ', ' + word.detail : '');
  const text = document.createElement('p');
  text.textContent = word.text;
  box.append(name, detail, text);
  return box;
}
