package org.eyas.driver.ebpf.pushdown;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.RawCondition.Form;

/**
 * Finds the texts of many checks in one pass over a path (Aho-Corasick). In the probe, the cost does not depend on the
 * number of checks. Each check has a bit. Another bit marks a path that the engine changes, which the probe therefore
 * cannot judge. A text that must be at the beginning of a path starts with a mark, which stands before the first byte
 * of every path and nowhere else.
 */
final class TextAutomaton {
  static final int STATES = 2_048;
  static final int CLASSES = 64;
  static final long NOT_PLAIN = 1L << 63;

  private static final int BEGINNING = 1; // the state after the mark
  private static final int CHANGED = 2; // the state of a path that the engine changes; every byte keeps it
  private static final int MARK = 256;
  private static final int MOST_CHECKS = 63;
  private static final int OTHER = 0; // the class of bytes that are in no text
  private static final int CONTROL = 1; // the class of bytes that no plain path contains

  /** The texts of one check. */
  private record Wanted(Form form, List<Text> texts) {}

  /** A place in the tree of all texts. */
  private static final class Node {
    final Map<Integer, Integer> next = new TreeMap<>(); // by class
    int failure;
    long seen;
    long last;
  }

  private final Map<Wanted, Integer> bits = new HashMap<>();
  private final Map<Integer, Integer> classes = new HashMap<>(); // of bytes that are in texts, and of the mark
  private final List<Node> nodes = new ArrayList<>();

  TextAutomaton() {
    for (int i = 0; i <= CHANGED; i++) {
      nodes.add(new Node());
    }
    node(0).next.put(classOf(MARK), BEGINNING);
    node(CHANGED).seen = NOT_PLAIN;
    for (String text : List.of("//", "/./", "/../")) {
      node(inserted(Text.of(text), false)).seen |= NOT_PLAIN;
    }
    for (String text : List.of("/", "/.", "/..")) {
      node(inserted(Text.of(text), false)).last |= NOT_PLAIN;
    }
  }

  private Node node(int number) {
    return nodes.get(number);
  }

  /** The bit of a check; empty if there is no more room. */
  OptionalInt add(Form form, List<Text> texts) {
    Wanted wanted = new Wanted(form, texts);
    Integer known = bits.get(wanted);
    if (known != null) {
      return OptionalInt.of(known);
    }
    if (bits.size() == MOST_CHECKS || !hasRoom(texts)) {
      return OptionalInt.empty();
    }
    int bit = bits.size();
    bits.put(wanted, bit);
    texts.stream().filter(TextAutomaton::isPrintable).forEach(text -> insert(form, text, 1L << bit));
    return OptionalInt.of(bit);
  }

  private boolean hasRoom(List<Text> texts) {
    long bytes = texts.stream().mapToLong(Text::length).sum();
    long letters = texts.stream().flatMapToInt(TextAutomaton::bytes).filter(c -> !classes.containsKey(c)).distinct().count();
    return nodes.size() + bytes <= STATES && CONTROL + 1 + classes.size() + letters <= CLASSES;
  }

  // Other texts are never part of a plain path.
  private static boolean isPrintable(Text text) {
    return bytes(text).allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  private static IntStream bytes(Text text) {
    return IntStream.range(0, text.length()).map(text::at);
  }

  private void insert(Form form, Text text, long bit) {
    if (text.isEmpty() && form == Form.EQUAL) {
      return; // no path is empty
    }
    // Every path begins with the empty text: it is found like one that a path contains.
    Node end = node(inserted(text, !text.isEmpty() && (form == Form.EQUAL || form == Form.BEGIN)));
    if (form == Form.BEGIN || form == Form.CONTAIN) {
      end.seen |= bit;
    } else {
      end.last |= bit;
    }
  }

  private int inserted(Text text, boolean atBeginning) {
    int at = atBeginning ? BEGINNING : 0;
    for (int i = 0; i < text.length(); i++) {
      int letter = classOf(text.at(i));
      Integer next = node(at).next.get(letter);
      if (next == null) {
        next = nodes.size();
        nodes.add(new Node());
        node(at).next.put(letter, next);
      }
      at = next;
    }
    return at;
  }

  private int classOf(int letter) {
    return classes.computeIfAbsent(letter, _ -> CONTROL + 1 + classes.size());
  }

  /**
   * Writes the automaton as the probe reads it: the class of each byte, the bits of each state for the path so far, the
   * bits of each state for a path that ends there, and the next state for each class.
   */
  void write(ByteBuffer toClasses, ByteBuffer toSeen, ByteBuffer toLast, ByteBuffer toNext) {
    for (int letter = 0; letter < 256; letter++) {
      boolean printable = letter >= 0x20 && letter < 0x7f;
      toClasses.put(letter, (byte) (printable ? classes.getOrDefault(letter, OTHER) : CONTROL));
    }
    int[][] steps = steps();
    for (int state = 0; state < nodes.size(); state++) {
      toSeen.putLong(state * Long.BYTES, node(state).seen);
      toLast.putLong(state * Long.BYTES, node(state).last);
      for (int letter = 0; letter < CLASSES; letter++) {
        toNext.putShort((state * CLASSES + letter) * Short.BYTES, (short) steps[state][letter]);
      }
    }
  }

  /**
   * The next state for each class, computed in the order of the length of texts. Where no text continues, the next state is
   * the one of its failure state.
   */
  private int[][] steps() {
    int[][] steps = new int[nodes.size()][CLASSES];
    Queue<Integer> waiting = new ArrayDeque<>(List.of(0));
    while (!waiting.isEmpty()) {
      int state = waiting.remove();
      Node node = node(state);
      for (int letter = 0; letter < CLASSES; letter++) {
        int otherwise = state == 0 ? 0 : steps[node.failure][letter];
        Integer next = node.next.get(letter);
        steps[state][letter] = next == null ? otherwise : next;
        if (next != null) {
          follow(node(next), otherwise);
          waiting.add(next);
        }
      }
    }
    limitToPlain(steps);
    return steps;
  }

  private void follow(Node node, int failure) {
    node.failure = failure;
    node.seen |= node(failure).seen;
    node.last |= node(failure).last;
  }

  // The failures need steps that continue after any byte, so this comes last.
  private void limitToPlain(int[][] steps) {
    int slash = classOf('/');
    for (int state = 0; state < steps.length; state++) {
      steps[state][CONTROL] = CHANGED;
    }
    for (int letter = 0; letter < CLASSES; letter++) {
      steps[CHANGED][letter] = CHANGED;
      steps[BEGINNING][letter] = letter == slash ? steps[BEGINNING][letter] : CHANGED;
    }
  }
}
