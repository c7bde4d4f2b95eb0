package org.eyas.engine.relay;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.decode.EventConverter;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.decode.EventNumbering;
import org.eyas.engine.demand.EventDemand;
import org.eyas.engine.loop.RawEvent;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.jspecify.annotations.Nullable;

/**
 * Processes events as a loop does, with all events or with those that a source may not leave out, and notes of each of the latter which
 * rules match it and which descriptor it is about.
 */
public final class DemandReplay implements EventSink {
  /** They are about the descriptor of the last call of the thread: rules that need it prevent that events are left out. */
  private static final Set<String> ASIDE = Set.of("SCHEDSWITCH_6_E", "PROCINFO_E");

  /** The calls whose file a source reports if it leaves out opens. */
  private static final Set<String> NAMED = Set.of("SYSCALL_FCHMOD_X", "SYSCALL_FCHOWN_X");

  private static final int OLD = 1; // the parameter of a dup that is copied
  private static final int RESULT = 0; // parameters of an openat
  private static final int DIRECTORY = 1;
  private static final long O_DIRECTORY = 1 << 10; // in the numbering of events

  private final EventSchema schema = EventSchema.current();
  private final EventConverter converter = new EventConverter(schema);
  private final EventCursor cursor = new EventCursor(schema);
  private final EventNumbering numbering = new EventNumbering(schema);
  private final StateEngine state = new StateEngine(schema, cursor, Text.of("syscall"));
  private final Set<Long> begun = new HashSet<>(); // threads whose call was reported at its entry
  private final RuleIndex index;
  private final List<LoadedRule> rules;
  private final PushdownMatcher demand;
  private final @Nullable DemandReplay whole;
  private final boolean leavesOut;
  private final boolean comparesFiles;
  private final boolean comparesDirectories;
  private final Set<Long> impossible = new HashSet<>();
  private final Map<String, Text> directories = new HashMap<>(); // by the number of an event and a descriptor
  private final Map<String, Text> files = new HashMap<>(); // the same for others
  private final Event raw;
  private final MatchedRules hits = new MatchedRules();
  private @Nullable EvaluationFrame frame;
  private long number;
  public final TreeMap<Long, String> seen = new TreeMap<>(); // by the number of the event
  public final List<String> matches = new ArrayList<>();
  public long leftOut;

  /** With all events, and with opened files in the tables. */
  public DemandReplay(List<LoadedRule> rules, EventDemand demand) {
    this(rules, demand, null, KeptFiles.ALL);
  }

  /**
   * Leaves out events that the demand does not include.
   *
   * @param whole has processed all events; it knows the directories that a source reports
   * @param kept the opened files that stay in the tables
   */
  public DemandReplay(List<LoadedRule> rules, EventDemand demand, @Nullable DemandReplay whole, KeptFiles kept) {
    this.rules = rules;
    this.whole = whole;
    comparesFiles = demand.keptFiles() == KeptFiles.ALL;
    comparesDirectories = demand.keptFiles() == KeptFiles.DIRECTORIES;
    leavesOut = whole != null;
    state.setKeptFiles(kept);
    Map<EventType, RawCondition> conditions = new HashMap<>(kept == KeptFiles.ALL ? demand.conditions() : demand.withoutFiles());
    conditions.replaceAll(DemandReplay::ofInodes);
    List<RuleIndex.Rule> compiled = new ArrayList<>();
    rules.forEach(rule -> compiled.add(RuleIndex.Rule.ofSyscalls(compiled.size(), rule.condition())));
    index = RuleIndex.of(compiled);
    this.demand = new PushdownMatcher(code -> conditions.getOrDefault(schema.type(code), RawCondition.Always.TRUE));
    raw = RawEvent.of(cursor, state::find);
  }

  /** Directories are the files whose inode is even: what was opened is not in an event. */
  private static RawCondition ofInodes(EventType type, RawCondition condition) {
    return switch (condition) {
      case RawCondition.AllOf(var parts) -> new RawCondition.AllOf(parts.stream().map(part -> ofInodes(type, part)).toList());
      case RawCondition.AnyOf(var parts) -> new RawCondition.AnyOf(parts.stream().map(part -> ofInodes(type, part)).toList());
      case RawCondition.OpenedDirectory _ -> new RawCondition.Bits(type.indexOf("ino"), 1, 0, true);
      default -> condition;
    };
  }

  public StateEngine state() {
    return state;
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    if (!cursor.wrap(cpu, memory, offset, length) || converter.convert(cursor) != EventConverter.Outcome.CURRENT) {
      return;
    }
    number++;
    if (isImpossible()) {
      return;
    }
    boolean shown = numbering.count(cursor.type(), false); // also of those that are left out: some types are shown only after another one
    boolean needed = isNeeded();
    leftOut += needed ? 0 : 1;
    if (leavesOut && !needed) {
      return;
    }
    directories();
    Event event = state.apply();
    if (shown && !ASIDE.contains(event.type().id())) {
      judge(event, needed);
    }
    state.finish();
  }

  // No kernel lets a file connect or send, copies a descriptor that is not open, or opens a file as the directory where its path starts.
  private boolean isImpossible() {
    if (whole != null) {
      return whole.impossible.contains(number);
    }
    List<ParamDefinition> params = cursor.type().params();
    FdInfos fds = state.find(cursor.threadId()).descriptors()::fd;
    String id = cursor.type().id();
    boolean onFile = id.startsWith("SOCKET_") && IntStream.range(0, params.size())
        .anyMatch(i -> params.get(i).type() == ValueType.FD && cursor.has(i) && isFile(fds.fd(cursor.number(i))));
    boolean ofNone = id.startsWith("SYSCALL_DUP") && !(cursor.has(OLD) && fds.fd(cursor.number(OLD)).known());
    boolean asItsDirectory = id.startsWith("SYSCALL_OPENAT") && cursor.has(RESULT) && cursor.has(DIRECTORY)
        && cursor.number(RESULT) == cursor.number(DIRECTORY);
    boolean impossible = onFile || ofNone || asItsDirectory || lacksNumber() || isOfWrongKind();
    if (impossible) {
      this.impossible.add(number);
    }
    return impossible;
  }

  // The state takes the descriptor of an earlier event of the thread for it. All events that a source reports have the number.
  private boolean lacksNumber() {
    List<ParamDefinition> params = cursor.type().params();
    OptionalInt first = IntStream.range(0, params.size()).filter(i -> params.get(i).type() == ValueType.FD).findFirst();
    return first.isPresent() && !cursor.has(first.getAsInt());
  }

  // A file that was opened as a directory, or whose inode is on no device.
  private boolean isOfWrongKind() {
    int inode = cursor.type().indexOf("ino");
    int device = cursor.type().indexOf("dev");
    int flags = cursor.type().indexOf("flags");
    if (inode < 0 || !cursor.has(inode)) {
      return false;
    }
    boolean asDirectory = flags >= 0 && cursor.has(flags) && (cursor.number(flags) & O_DIRECTORY) != 0;
    return device >= 0 && !cursor.has(device) || asDirectory && (cursor.number(inode) & 1) == 1;
  }

  /** The indices of parameters that are the descriptors of directories, or of a file that a source reports. */
  private IntStream numbers() {
    List<ParamDefinition> params = cursor.type().params();
    return IntStream.range(0, params.size()).filter(i -> {
      String name = params.get(i).name(); // that of linkat is newdir
      boolean starts = name.endsWith("dirfd") || name.endsWith("dir") || cursor.type().id().equals("SYSCALL_FCHDIR_X");
      return (starts || NAMED.contains(cursor.type().id())) && params.get(i).type() == ValueType.FD && cursor.has(i);
    });
  }

  private interface FdInfos {
    FdInfo fd(long number);
  }

  // A source that does not deliver opens reports the directories where relative paths start, and files in their place.
  private void directories() {
    numbers().mapToLong(cursor::number).forEach(number -> {
      String key = this.number + " " + number;
      if (whole == null) {
        note(key, number);
      } else {
        report(key, number, whole);
      }
    });
  }

  private void note(String key, long number) {
    FdInfo fd = state.find(cursor.threadId()).descriptors().fd(number);
    if (isOther(fd)) {
      files.put(key, fd.name().toText());
    } else if (isFile(fd) && !comparesDirectories) { // else the table has it
      directories.put(key, fd.name().toText());
    }
  }

  private void report(String key, long number, DemandReplay from) {
    Text file = from.files.get(key);
    if (file != null) {
      state.reports().onFile(cursor.threadId(), number, file);
    }
    Text path = from.directories.get(key);
    FdInfo fd = state.find(cursor.threadId()).descriptors().fd(number);
    if (path != null && (!fd.known() || isFile(fd) && !fd.name().contentEquals(path))) {
      state.reports().onDirectory(cursor.threadId(), number, path);
    }
  }

  private static boolean isOther(FdInfo fd) {
    return isFile(fd) && (fd.inode() & 1) == 1;
  }

  private static boolean isFile(FdInfo fd) {
    return fd.known() && (fd.type() == FdType.FILE || fd.type() == FdType.DIRECTORY);
  }

  /** The state at the end; without opened files if they are not compared. */
  public byte[] end() {
    return StateCodec.encode(into -> state.reports().survey(comparesFiles ? into : withoutFiles(into)));
  }

  private StateSink withoutFiles(StateSink into) {
    return (StateSink) Proxy.newProxyInstance(
        StateSink.class.getClassLoader(), new Class<?>[] {StateSink.class}, (_, method, args) -> {
          boolean file = method.getName().equals("onFd") && isFileOf((FdSnapshot) args[1]);
          return file ? null : method.invoke(into, args);
        });
  }

  private boolean isFileOf(FdSnapshot fd) {
    boolean file = Set.of(FdType.FILE, FdType.DIRECTORY).contains(fd.type());
    return file && !(comparesDirectories && fd.inode() != 0 && (fd.inode() & 1) == 0); // the reported name of a file has no inode
  }

  // A source that delivers an entry delivers the end of the call.
  private boolean isNeeded() {
    if (cursor.type().direction() == Direction.ENTER) {
      begun.add(cursor.threadId());
      return true;
    }
    return begun.remove(cursor.threadId()) | demand.passes(raw);
  }

  private void judge(Event event, boolean needed) {
    EvaluationFrame own = frame;
    if (own == null) {
      own = index.newFrame(event);
      frame = own;
    }
    own.begin(event);
    hits.clear();
    index.rules(event.type().code()).match(own, hits);
    for (int i = 0; i < hits.size(); i++) {
      matches.add(number + " " + event.type() + " " + rules.get(hits.key(i)).name());
    }
    if (needed) {
      seen.put(number, event.type() + descriptor(event) + " " + name(event.process()));
    }
  }

  private String descriptor(Event event) {
    FdInfo fd = event.fd();
    boolean compared = fd.known() && (comparesFiles || !isFile(fd) || isBelow(event));
    return compared ? " " + fd.type() + " " + fd.name() : "";
  }

  // The descriptor of a directory, or another one in its place.
  private boolean isBelow(Event event) {
    return comparesDirectories && numbers().findFirst().orElse(RESULT) == DIRECTORY && event.type().is(EventFlag.USES_FD);
  }

  // A thread that is not in the tables gets a place in them with its first event: with which one depends on what is left out.
  private static String name(ProcessInfo process) {
    return process.known() ? process.program().comm().toString() : "<NA>";
  }
}
