package org.eyas.launcher;

import static org.eyas.launcher.Argument.flag;
import static org.eyas.launcher.Argument.optional;
import static org.eyas.launcher.Argument.repeated;
import static org.eyas.launcher.Argument.value;

import java.util.List;

/**
 * All options of a run, one row each: those of Falco 0.44 and those of 0.32 that scripts still carry. {@code --help},
 * the shell completion and docs/command-line.md follow this table.
 */
final class OptionTable {
  private static final String NO_K8S_API =
      "names, namespaces and labels of pods come from the container runtime (fields k8s.*); remove the option";

  static final List<OptionGroup> GROUPS =
      List.of(
          new OptionGroup(
              "Running",
              value("config", "c", "", "path",
                  "Configuration file. Without it /etc/eyas/eyas.yaml, or built-in values."),
              repeated("set", "o", "option", "key=value",
                  "Override a key of the configuration: a.b=v, a[0].b=v, a[]=v; a backslash takes the "
                      + "meaning from a dot. Repeatable."),
              value("capture", "e", "", "file",
                  "Replay the events of a .scap capture file, then exit. Short for -o engine.kind=replay "
                      + "-o engine.replay.capture_file=FILE."),
              value("duration", "M", "", "seconds", "Stop after so many seconds of events."),
              flag("dry.run", "", "dry-run", "Load configuration and rules as for a run, but look at no event."),
              repeated("enable.source", "", "enable-source", "source",
                  "Take events from this source and from no other than those enabled. Repeatable; not "
                      + "together with --disable-source; without effect on a replay."),
              repeated("disable.source", "", "disable-source", "source",
                  "Take no events from this source. Repeatable; not all sources can be disabled; without "
                      + "effect on a replay."),
              flag("all.events", "A", "",
                  "Look at all events, those too that -i lists. A replay does so anyway. Short for -o "
                      + "base_syscalls.all=true.")
                  .sets("base_syscalls.all=true"),
              value("snaplen", "S", "snaplen", "bytes",
                  "Keep so many bytes of the data of each read or write. Short for -o "
                      + "falco_libs.snaplen=BYTES.")
                  .ofNumber().sets("falco_libs.snaplen="),
              value("bundles", "", "bundles", "names",
                  "Bundles to start, parted by commas: * stands for any characters, ! in front leaves out. Takes the place "
                      + "of eyas.bundles.start."),
              flag("modern.bpf", "", "modern-bpf",
                  "Take system calls from the eBPF probe. Short for -o engine.kind=modern_ebpf.")
                  .sets("engine.kind=modern_ebpf"),
              flag("nodriver", "", "nodriver", "Take no system calls. Short for -o engine.kind=nodriver.")
                  .sets("engine.kind=nodriver"),
              flag("daemon", "d", "daemon", "Check configuration and rules, then run in the background; see -P."),
              value("pidfile", "P", "pidfile", "file",
                  "Write the process id to a file; with -d, /var/run/falco.pid where none is named."),
              flag("verbose", "v", "",
                  "Say more: with --list the types of fields, at the end of a run how fast it was."),
              flag("help", "h", "help", "Print this list and exit.")),
          new OptionGroup(
              "Rules",
              repeated("rules", "r", "", "path",
                  "Rules file, or directory of .yml and .yaml files, in place of the configured ones. "
                      + "Repeatable."),
              repeated("validate", "V", "validate", "file",
                  "Check a rules file and exit. Repeatable; with -L or -l the rules are described too."),
              flag("describe", "L", "",
                  "Print name and description of all rules and exit; all about rules, macros and lists "
                      + "with -o json_output=true."),
              value("describe.rule", "l", "", "rule", "The same for one rule."),
              repeated("disable.rule", "D", "", "text",
                  "Disable rules whose name holds this text. Repeatable; not together with -t."),
              repeated("disable.tag", "T", "", "tag",
                  "Disable rules that have this tag. Repeatable; not together with -t."),
              repeated("only.tag", "t", "", "tag", "Run only rules that have this tag. Repeatable.")),
          new OptionGroup(
              "Alerts and statistics",
              value("print", "p", "print", "format",
                  "Outdated, use -o append_output. Adds the text to every output; c (container) and k "
                      + "(kubernetes) mean what is added anyway."),
              flag("unbuffered", "U", "unbuffered", "Write every alert at once, whatever buffered_outputs says."),
              flag("base64", "b", "print-base64",
                  "Print data buffers in base64. Short for -o buffer_format_base64=true.")
                  .sets("buffer_format_base64=true"),
              value("stats.file", "s", "", "file",
                  "Append statistics of the events read and lost to a file, a line of JSON each time."),
              value("stats.interval", "", "stats-interval", "milliseconds",
                  "How often -s writes; every 5000 where it is not given.").ofNumber()),
          new OptionGroup(
              "Looking things up (each prints and exits)",
              optional("list", "", "list", "source",
                  "List the fields for conditions and outputs, or those of one event source."),
              flag("names.only", "N", "", "With --list: names alone."),
              value("format", "", "format", "format",
                  "With --list and --list-events: text, markdown or json.").oneOf("text", "markdown", "json"),
              flag("markdown", "", "markdown", "Outdated, use --format markdown.")
                  .outdated("--markdown is deprecated, use --format markdown instead."),
              flag("list.events", "", "list-events", "List the events that rules can be written for."),
              flag("list.syscall.events", "", "list-syscall-events", "The name of --list-events before Falco 0.33."),
              flag("list.plugins", "", "list-plugins", "List the parts that stand for plugins of Falco."),
              value("plugin.info", "", "plugin-info", "name", "Tell about one of them."),
              flag("ignored", "i", "", "List the system calls that are not looked at without -A."),
              flag("version", "", "version", "Print versions; as JSON with -o json_output=true."),
              flag("support", "", "support",
                  "Print version, system, configuration and rules files as JSON, for a report of a "
                      + "problem. What looks like a secret is hidden; look through it before you send it."),
              flag("page.size", "", "page-size",
                  "Print the size of a page of memory, which sizes of ring buffers are multiples of."),
              flag("config.schema", "", "config-schema", "Print the JSON schema of configuration files."),
              flag("rule.schema", "", "rule-schema", "Print the JSON schema of rules files.")),
          new OptionGroup(
              "Of older Falco versions, without effect or refused",
              repeated("cri", "", "cri", "path", "Sockets of container runtimes.")
                  .ignored("name the sockets in the init_config of the plugin 'container' (key plugins)"),
              flag("disable.cri.async", "", "disable-cri-async", "Waiting for the container runtime.")
                  .ignored("events never wait for a container runtime; remove the option"),
              value("k8s.api", "k", "k8s-api", "url", "Address of the Kubernetes API.").ignored(NO_K8S_API),
              value("k8s.api.cert", "K", "k8s-api-cert", "files", "Keys for the Kubernetes API.").ignored(NO_K8S_API),
              value("k8s.node", "", "k8s-node", "name", "Node whose pods were asked for.").ignored(NO_K8S_API),
              value("mesos.api", "m", "mesos-api", "url", "Address of Mesos.")
                  .ignored(
                      "Mesos is not supported, as in Falco since 0.42; remove the option and rules that "
                          + "use mesos.* or marathon.*"),
              flag("userspace", "u", "userspace", "Events from ptrace.")
                  .refused(
                      "there is no driver that works by ptrace; use -o engine.kind=modern_ebpf, or replay "
                          + "a capture with -e FILE"),
              value("gvisor.config", "g", "gvisor-config", "file", "Events from gVisor.")
                  .refused("events from gVisor are not supported, as in Falco since 0.44"),
              value("gvisor.root", "", "gvisor-root", "path", "State of gVisor.")
                  .ignored("events from gVisor are not supported; remove the option"),
              optional("gvisor.generate.config", "", "gvisor-generate-config", "socket", "Configuration for gVisor.")
                  .refused("events from gVisor are not supported, as in Falco since 0.44")));

  static final List<Argument> ALL = GROUPS.stream().flatMap(group -> group.arguments().stream()).toList();

  private OptionTable() {}
}
