// Lets the engine check a text a moment after the last change, and aborts a check whose text has changed meanwhile.

const PAUSE_MILLIS = 350;

/** The checks of one editor, of which only the newest counts. */
export class Check {
  /**
   * @param path of the page that checks
   * @param fields makes the fields of the request
   * @param listener is called with the progress: checking(), done(remarks) or notChecked(why)
   */
  constructor(path, fields, listener) {
    this.path = path;
    this.fields = fields;
    this.listener = listener;
    this.running = new AbortController();
    this.timer = 0;
  }

  /** The text has changed. */
  soon() {
    this.running.abort();
    clearTimeout(this.timer);
    this.listener.checking();
    this.timer = setTimeout(() => this.now(), PAUSE_MILLIS);
  }

  async now() {
    this.running = new AbortController();
    const {signal} = this.running;
    try {
      const fields = this.fields();
      fields.set('do', 'check');
      const remarks = JSON.parse(await eyas.send(this.path, fields, signal));
      if (!signal.aborted) {
        this.listener.done(remarks);
      }
    } catch (e) {
      if (!signal.aborted) {
        this.listener.notChecked(e.message);
      }
    }
  }
}

/** The characters of a document that a remark concerns, as the editor underlines them. */
export function diagnostic(remark, doc) {
  const line = doc.line(Math.min(Math.max(remark.line, 1), doc.lines));
  const blank = /^\s*/.exec(line.text)[0].length;
  const from = Math.min(line.to, line.from + Math.max(remark.column - 1, blank));
  const to = remark.length > 0 ? Math.min(line.to, from + remark.length) : line.to;
  return {from, to, severity: remark.error ? 'error' : 'warning', message: remark.text};
}
