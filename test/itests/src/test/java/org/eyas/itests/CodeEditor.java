package org.eyas.itests;

/** The editor of a text of the open page, as a script of the test sees it. */
final class CodeEditor {
  /** Where its elements are. */
  static final String CODE = "document.querySelector('#code').shadowRoot";

  /** The library's view of the text. */
  static final String VIEW = "window.editorView";

  private static final String CONTENT = CODE + ".querySelector('.cm-content')";

  private final Chromium browser;

  private CodeEditor(Chromium browser) {
    this.browser = browser;
  }

  /** Waits until the page has its editor, and lets the library find its view of the text. */
  static CodeEditor find(Chromium browser) throws Exception {
    browser.await(CODE + " !== null && " + CONTENT + " !== null");
    browser.evaluate(
        "import('/static/lib/codemirror-view.js').then(library => { " + VIEW + " = library.EditorView.findFromDOM(" + CONTENT
            + "); })");
    browser.await("!!" + VIEW);
    return new CodeEditor(browser);
  }

  /** Puts the cursor after the first place of a text. */
  void cursorAfter(String text) throws Exception {
    select(text, "at + text.length");
  }

  /** Types at the end of the text. */
  void append(String text) throws Exception {
    browser.evaluate(VIEW + ".dispatch({selection: {anchor: " + VIEW + ".state.doc.length}})");
    browser.evaluate(VIEW + ".focus()");
    browser.insert(text);
    browser.key("Escape", 27, false);
  }

  /** Types over the first place of a text. */
  void replace(String text, String by) throws Exception {
    select(text, "at");
    browser.key("Backspace", 8, false); // typed over a selection, the browser keeps its colours by a style that the policy blocks
    browser.insert(by);
    browser.key("Escape", 27, false); // the list of completions
  }

  private void select(String text, String anchor) throws Exception {
    browser.evaluate(
        "(() => { const view = " + VIEW + "; const text = '" + text.replace("\n", "\\n") + "';"
            + " const at = view.state.doc.toString().indexOf(text); const head = at + text.length;"
            + " view.dispatch({selection: {anchor: " + anchor + ", head}, scrollIntoView: true}); view.focus(); return at; })()");
  }

  void awaitText(String part) {
    browser.await(VIEW + ".state.doc.toString().includes('" + part + "')");
  }
}
