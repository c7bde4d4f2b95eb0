// The editor of a rule document.
import {autocompletion} from '../lib/codemirror-autocomplete.js';
import {TextEditor} from '../text/editor.js';
import {completions, explanations} from './completion.js';
import {ruleLanguage} from './language.js';
import {startTrials} from './trial.js';
import {Words, itemAround} from './words.js';

const form = document.getElementById('editor');
const words = await Words.load();

function tryIt() {
  document.querySelector('[data-do=try]')?.click();
  return true;
}

function selected(state) {
  const rule = document.getElementById('rule');
  if (rule && document.activeElement !== rule) {
    rule.value = itemAround(state.doc, state.selection.main.head).rule;
  }
}

const editor = new TextEditor(form, 'Text of ' + form.elements.document.value, {
  extensions: [autocompletion({override: [completions(words)], icons: false}), explanations(words), ruleLanguage(words)],
  keys: [{key: 'Mod-Enter', run: tryIt}],
  selected,
});
if (editor.admin) {
  startTrials(() => editor.fields());
}
