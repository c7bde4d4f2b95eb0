// An editor for the text of a form. It replaces the text area, which stays the field of the form.
import {acceptCompletion, closeBrackets, closeBracketsKeymap, completionKeymap} from '../lib/codemirror-autocomplete.js';
import {defaultKeymap, history, historyKeymap} from '../lib/codemirror-commands.js';
import {bracketMatching, indentUnit} from '../lib/codemirror-language.js';
import {lintGutter, lintKeymap} from '../lib/codemirror-lint.js';
import {highlightSelectionMatches, search, searchKeymap} from '../lib/codemirror-search.js';
import {EditorState} from '../lib/codemirror-state.js';
import {EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers} from '../lib/codemirror-view.js';
import {confirmChanges} from './changes.js';
import {Check} from './check.js';
import {checking, notChecked, showRemarks} from './remarks.js';
import {place, theme} from './theme.js';

/** The editor of a page: the engine checks its text, and shows the difference before it saves. */
export class TextEditor {
  /**
   * @param form with the field "content", and the label and the language of its text
   * @param more extensions, keys, and selected(state): called when the cursor has moved
   */
  constructor(form, label, {extensions, keys = [], selected = () => {}}) {
    this.form = form;
    this.selected = selected;
    this.admin = form.dataset.admin === 'true';
    this.saver = document.getElementById('save');
    this.leaving = false;
    this.view = this.open(label, extensions, keys);
    this.saved = this.view.state.doc;
    this.check = new Check(form.getAttribute('action'), () => this.fields(), {
      checking, notChecked, done: (remarks) => showRemarks(this.view, remarks, (from, to) => this.select(from, to)),
    });
    this.listen();
  }

  open(label, extensions, keys) {
    const root = place(document.getElementById('code'));
    const all = [
      {key: 'Mod-s', preventDefault: true, run: () => this.ask()}, {key: 'Tab', run: acceptCompletion}, ...keys,
      ...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap,
    ];
    const state = EditorState.create({
      doc: this.form.elements.content.value,
      extensions: [
        lintGutter(), lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(),
        highlightSelectionMatches(), search({top: true}), indentUnit.of('  '), EditorView.lineWrapping, keymap.of(all), ...extensions,
        theme, EditorState.readOnly.of(!this.admin), EditorView.updateListener.of((change) => this.update(change)),
        EditorView.contentAttributes.of({'aria-label': label}),
      ],
    });
    return new EditorView({state, parent: root, root});
  }

  update(change) {
    if (change.docChanged) {
      this.check.soon();
    }
    if (change.selectionSet) {
      this.selected(change.state);
    }
  }

  /** The fields of the form with the text as it is now. */
  fields() {
    this.form.elements.content.value = this.view.state.doc.toString();
    return new FormData(this.form);
  }

  select(from, to) {
    this.view.dispatch({selection: {anchor: from, head: to}, effects: EditorView.scrollIntoView(from, {y: 'center'})});
    this.view.focus();
  }

  ask() {
    if (this.saver && !this.saver.disabled) {
      confirmChanges(this.saved.toJSON(), this.view.state.doc.toJSON(), () => this.store());
    }
    return true;
  }

  async store() {
    const sent = this.fields();
    sent.set('do', 'save');
    const next = JSON.parse(await eyas.send(this.form.getAttribute('action'), sent));
    this.leaving = true;
    location.assign(eyas.during(next));
  }

  listen() {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.ask();
    });
    addEventListener('beforeunload', (event) => {
      if (!this.leaving && !this.view.state.doc.eq(this.saved)) {
        event.preventDefault();
      }
    });
    const {doc} = this.view.state;
    if (Number(this.form.dataset.line) > 0) {
      const line = doc.line(Math.min(Number(this.form.dataset.line), doc.lines));
      this.select(line.from, line.from);
    }
    if (this.admin) {
      this.check.now();
    }
  }
}
