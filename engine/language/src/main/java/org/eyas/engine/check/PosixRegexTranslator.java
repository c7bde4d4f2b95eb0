package org.eyas.engine.check;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Translates a regular expression in the syntax of egrep, as RE2 with its POSIX options parses it, to the syntax of
 * RE2/J, which only knows the syntax of Perl.
 *
 * <p>The differences: {@code a+?} is a repetition of a repetition, not a lazy one; {@code (?}, escapes such as {@code
 * \d} and a hyphen inside a bracket expression are errors. The error messages are those of RE2.
 */
final class PosixRegexTranslator {
  private static final int LARGEST_REPETITION = 1000;

  /** The maximum number of instructions of a program: about as many as fit into the 8 MiB that RE2 allows. */
  private static final long LARGEST_PROGRAM = 250_000;

  /** The depth that RE2/J's recursion can handle on a small stack. */
  private static final int DEEPEST = 500;

  private static final int UNBOUNDED = -1;
  private static final int NONE = -2;

  /** The part that is parsed now: the whole pattern, or a group in parentheses. Estimates the cost. */
  private static final class Group {
    private final int start;
    private long size = 1;
    private int repeated = 1;
    private int depth;

    Group(int start) {
      this.start = start;
    }
  }

  /** The least and greatest number of repetitions. */
  private record Repetition(int least, int most) {}

  private final RegexCursor text;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Group> groups = new ArrayDeque<>();

  /** The atom to which a repetition would apply, if {@code hasAtom}. */
  private Group atom = new Group(0);

  private boolean hasAtom;

  /** The last repetition after the atom, or 0. */
  private char repeatedBy;

  private PosixRegexTranslator(String pattern) {
    text = new RegexCursor(pattern);
  }

  static String toPerl(String pattern) throws ValueException {
    PosixRegexTranslator syntax = new PosixRegexTranslator(pattern);
    syntax.read();
    return syntax.out.toString();
  }

  private void read() throws ValueException {
    groups.push(new Group(0));
    while (!text.atEnd()) {
      step();
    }
    finishAtom();
    if (groups.size() > 1) {
      throw RegexCursor.fault("missing )", text.whole());
    }
    requireSize(groups.element().size);
  }

  private void step() throws ValueException {
    switch (text.peek()) {
      case '(' -> open();
      case '|' -> bar();
      case ')' -> close();
      case '^', '$', '.' -> {
        begin(1);
        out.append((char) text.next());
      }
      case '[' -> {
        begin(1);
        atom.size += new BracketExpressionParser(text, out).read();
      }
      case '*', '+', '?' -> repeat((char) text.next());
      case '{' -> brace();
      case '\\' -> literal(text.escape());
      default -> literal(text.next());
    }
  }

  private void literal(int point) {
    begin(1);
    RegexCursor.literal(point, out);
  }

  private void begin(long size) {
    finishAtom();
    atom = new Group(out.length());
    atom.size = size;
    hasAtom = true;
  }

  /** Adds the cost of the last atom to its group. */
  private void finishAtom() {
    if (hasAtom) {
      Group group = groups.element();
      group.size += atom.size;
      group.repeated = Math.max(group.repeated, atom.repeated);
      group.depth = Math.max(group.depth, atom.depth);
    }
    hasAtom = false;
    repeatedBy = 0;
  }

  private void open() {
    finishAtom();
    text.skip(1);
    groups.push(new Group(out.length()));
    out.append("(?:");
  }

  private void bar() {
    finishAtom();
    text.skip(1);
    groups.element().size++;
    out.append('|');
  }

  private void close() throws ValueException {
    finishAtom();
    if (groups.size() == 1) {
      throw RegexCursor.fault("unexpected )", text.whole());
    }
    text.skip(1);
    out.append(')');
    atom = groups.pop();
    hasAtom = true;
    deeper();
  }

  private void repeat(char operator) throws ValueException {
    requireAtom(String.valueOf(operator));
    if (repeatedBy == 0 || repeatedBy == '{') {
      wrapRepeated();
      out.append(operator);
      repeatedBy = operator;
      atom.size++;
    } else if (repeatedBy != operator) {
      // (a+)? is a*, and so is every other pair of two different repetitions.
      out.setCharAt(out.length() - 1, '*');
      repeatedBy = '*';
    }
  }

  private void brace() throws ValueException {
    int start = text.position();
    Repetition count = repetition();
    if (count == null) {
      literal(text.next());
      return;
    }
    String written = text.since(start);
    if (count.most != UNBOUNDED && count.most < count.least
        || Math.max(count.least, count.most) > LARGEST_REPETITION) {
      throw RegexCursor.fault("invalid repetition size", written);
    }
    requireAtom(written);
    wrapRepeated();
    out.append(written);
    repeatedBy = '{';
    int times = count.most == UNBOUNDED ? count.least : count.most;
    atom.repeated *= Math.max(times, 1);
    atom.size = atom.size * Math.max(times, 1) + 1;
    if (atom.repeated > LARGEST_REPETITION) {
      throw RegexCursor.fault("invalid repetition size", written);
    }
    requireSize(atom.size);
  }

  /** Reads {@code {2}}, {@code {2,}} or {@code {2,4}}; null, and nothing is read, if the brace is literal. */
  private @Nullable Repetition repetition() {
    int start = text.position();
    text.skip(1);
    int least = integer();
    int most = least;
    if (least >= 0 && text.peek() == ',') {
      text.skip(1);
      most = text.peek() == '}' ? UNBOUNDED : integer();
      least = most == NONE ? NONE : least;
    }
    if (least < 0 || text.peek() != '}') {
      text.skip(start - text.position());
      return null;
    }
    text.skip(1);
    return new Repetition(least, most);
  }

  /** Reads digits without a leading zero. */
  private int integer() {
    int start = text.position();
    long number = 0;
    while (text.peek() >= '0' && text.peek() <= '9' && number < 100_000_000) {
      number = number * 10 + text.peek() - '0';
      text.skip(1);
    }
    String digits = text.since(start);
    boolean whole = !digits.isEmpty() && (text.peek() < '0' || text.peek() > '9');
    return whole && (digits.length() == 1 || digits.charAt(0) != '0') ? (int) number : NONE;
  }

  private void requireAtom(String operator) throws ValueException {
    if (!hasAtom) {
      throw RegexCursor.fault("no argument for repetition operator", operator);
    }
  }

  /** In Perl's syntax, a repetition cannot follow another one, so it needs a group. */
  private void wrapRepeated() throws ValueException {
    if (repeatedBy != 0) {
      out.insert(atom.start, "(?:").append(')');
      deeper();
    }
  }

  private void deeper() throws ValueException {
    if (++atom.depth > DEEPEST) {
      throw RegexCursor.fault("pattern too large - compile failed", "");
    }
  }

  private static void requireSize(long size) throws ValueException {
    if (size > LARGEST_PROGRAM) {
      throw RegexCursor.fault("pattern too large - compile failed", "");
    }
  }
}
