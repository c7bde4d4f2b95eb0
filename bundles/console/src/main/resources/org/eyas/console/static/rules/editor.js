// The editor of a rule document: replaces the text area, which stays the field of the form.
import {acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap} from '../lib/codemirror-autocomplete.js';
import {defaultKeymap, history, historyKeymap} from '../lib/codemirror-commands.js';
import {bracketMatching, indentUnit} from '../lib/codemirror-language.js';
import {lintGutter, lintKeymap} from '../lib/codemirror-lint.js';
import {highlightSelectionMatches, search, searchKeymap} from '../lib/codemirror-search.js';
import {EditorState} from '../lib/codemirror-state.js';
import {EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers} from '../lib/codemirror-view.js';
import {confirmChanges} from './changes.js';
import {Check} from './check.js';
import {completions, explanations} from './completion.js';
import {ruleLanguage} from './language.js';
import {checking, notChecked, showRemarks} from './remarks.js';
import {place, theme} from './theme.js';
import {startTrials} from './trial.js';
import {Words, itemAround} from './words.js';

const form = document.getElementById('editor');
const area = form.elements.content;
const save = document.getElementById('save');
const admin = form.dataset.admin === 'true';

const words = await Words.load();
const language = ruleLanguage(words);
const view = open();
const saved = view.state.doc;
let leaving = false;
const check = new Check(fields, {checking, notChecked, done: (remarks) => showRemarks(view, remarks, select)});

function open() {
  const root = place(document.getElementById('code'));
  const keys = [
    {key: 'Mod-s', preventDefault: true, run: () => ask()}, {key: 'Mod-Enter', run: () => tryIt()}, {key: 'Tab', run: acceptCompletion},
    ...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap,
  ];
  const extensions = [
    lintGutter(), lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(),
    highlightSelectionMatches(), search({top: true}), indentUnit.of('  '), EditorView.lineWrapping, keymap.of(keys),
    autocompletion({override: [completions(words)], icons: false}), explanations(words), language, theme,
    EditorState.readOnly.of(!admin), EditorView.updateListener.of(update),
    EditorView.contentAttributes.of({'aria-label': 'Text of ' + form.elements.document.value}),
  ];
  return new EditorView({state: EditorState.create({doc: area.value, extensions}), parent: root, root});
}

function update(change) {
  if (change.docChanged) {
    check.soon();
  }
  const rule = document.getElementById('rule');
  if (change.selectionSet && rule && document.activeElement !== rule) {
    rule.value = itemAround(change.state.doc, change.state.selection.main.head).rule;
  }
}

function fields() {
  area.value = view.state.doc.toString();
  return new FormData(form);
}

function select(from, to) {
  view.dispatch({selection: {anchor: from, head: to}, effects: EditorView.scrollIntoView(from, {y: 'center'})});
  view.focus();
}

function ask() {
  if (save && !save.disabled) {
    confirmChanges(saved.toJSON(), view.state.doc.toJSON(), store);
  }
  return true;
}

async function store() {
  const sent = fields();
  sent.set('do', 'save');
  const next = JSON.parse(await eyas.send('/rules/edit', sent));
  leaving = true;
  location.assign(next);
}

function tryIt() {
  document.querySelector('[data-do=try]')?.click();
  return true;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  ask();
});
addEventListener('beforeunload', (event) => {
  if (!leaving && !view.state.doc.eq(saved)) {
    event.preventDefault();
  }
});
if (Number(form.dataset.line) > 0) {
  const line = view.state.doc.line(Math.min(Number(form.dataset.line), view.state.doc.lines));
  select(line.from, line.from);
}
if (admin) {
  startTrials(fields);
  check.now();
}
