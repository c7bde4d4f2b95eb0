package org.eyas.launcher.line;

import static org.eyas.launcher.line.OptionDefinition.flag;
import static org.eyas.launcher.line.OptionDefinition.optional;
import static org.eyas.launcher.line.OptionDefinition.repeated;
import static org.eyas.launcher.line.OptionDefinition.value;

import java.util.List;
import java.util.Set;

/**
 * All options of a run, one row each: those of Falco 0.44 and older ones since 0.32 that scripts still use. {@code --help},
 * the shell completion and docs/command-line.md follow this table.
 */
public final class OptionTable {
  /** Options that {@code --help} lists together under a title. */
  public record OptionGroup(String title, List<OptionDefinition> arguments) {
    OptionGroup(String title, OptionDefinition... arguments) {
      this(title, List.of(arguments));
    }
  }

  private static final String NO_K8S_API =
      "names, namespaces and labels of pods come from the container runtime (fields k8s.*); remove the option";

  public static final OptionGroup LOOKUPS =
      new OptionGroup(
          "Lookups (each prints and exits)",
          optional("list", "", "list", "source",
              "List the fields for conditions and outputs, or only those of one event source."),
          flag("names.only", "N", "", "With --list: print only names."),
          value("format", "", "format", "format",
              "Format of --list and --list-events: text, markdown or json.").oneOf("text", "markdown", "json"),
          flag("markdown", "", "markdown", "Deprecated, use --format markdown.")
              .outdated("--markdown is deprecated, use --format markdown instead."),
          flag("list.events", "", "list-events", "List the events that rules can be written for."),
          flag("list.syscall.events", "", "list-syscall-events", "The name of --list-events before Falco 0.33."),
          flag("list.plugins", "", "list-plugins", "List the components that replace Falco's plugins."),
          value("plugin.info", "", "plugin-info", "name", "Describe one of these components."),
          flag("ignored", "i", "", "List the system calls that are not processed without -A."),
          flag("version", "", "version", "Print versions; as JSON with -o json_output=true."),
          flag("support", "", "support",
              "Print version, system, configuration and rules files as JSON, for a bug report. Values that look "
                  + "like secrets are hidden; review the output before you send it."),
          flag("page.size", "", "page-size",
              "Print the memory page size; sizes of ring buffers are multiples of it."),
          flag("config.schema", "", "config-schema", "Print the JSON schema of configuration files."),
          flag("rule.schema", "", "rule-schema", "Print the JSON schema of rules files."));

  public static final List<OptionGroup> GROUPS =
      List.of(
          new OptionGroup(
              "Running",
              value("config", "c", "", "path",
                  "Configuration file. The default is /etc/eyas/eyas.yaml, or built-in values if that does not exist."),
              repeated("set", "o", "option", "key=value",
                  "Override a configuration key: a.b=v, a[0].b=v, a[]=v; a backslash escapes a dot. Repeatable.").ofSetting(),
              value("capture", "e", "", "file",
                  "Replay the events of a .scap capture file, then exit. Short for -o engine.kind=replay "
                      + "-o engine.replay.capture_file=FILE."),
              value("duration", "M", "", "seconds", "Stop after this many seconds of events.").ofSeconds(),
              flag("dry.run", "", "dry-run",
                  "Load the configuration and rules as for a run, but process no events and open no outputs."),
              repeated("enable.source", "", "enable-source", "source",
                  "Process events of this source, and only of sources that are enabled this way. Repeatable; cannot be "
                      + "combined with --disable-source; has no effect on a replay."),
              repeated("disable.source", "", "disable-source", "source",
                  "Process no events of this source. Repeatable; at least one source must stay enabled; has no effect "
                      + "on a replay."),
              flag("all.events", "A", "",
                  "Process all events, including those that -i lists. A replay always does. Short for -o "
                      + "base_syscalls.all=true.")
                  .sets("base_syscalls.all=true"),
              value("snaplen", "S", "snaplen", "bytes",
                  "Capture at most this many bytes of the data of each read or write. Short for -o "
                      + "falco_libs.snaplen=BYTES.")
                  .ofNumber().sets("falco_libs.snaplen="),
              value("bundles", "", "bundles", "names",
                  "Bundles to start, comma-separated: * stands for any characters, a leading ! leaves bundles out. "
                      + "Replaces eyas.bundles.start."),
              flag("modern.bpf", "", "modern-bpf",
                  "Monitor system calls with the eBPF probe. Short for -o engine.kind=modern_ebpf.")
                  .sets("engine.kind=modern_ebpf"),
              flag("nodriver", "", "nodriver", "Do not monitor system calls. Short for -o engine.kind=nodriver.")
                  .sets("engine.kind=nodriver"),
              flag("daemon", "d", "daemon", "Check the configuration and rules, then run in the background; see -P."),
              value("pidfile", "P", "pidfile", "file",
                  "Write the process id to this file; with -d the default is /var/run/falco.pid."),
              flag("verbose", "v", "",
                  "Verbose output: with --list the types of fields, at the end of a run its speed."),
              flag("help", "h", "help", "Print this list and exit.")),
          new OptionGroup(
              "Rules",
              repeated("rules", "r", "", "path",
                  "Rules file, or directory of .yml and .yaml files, instead of the configured ones. Repeatable."),
              repeated("validate", "V", "validate", "file",
                  "Check a rules file and exit. Repeatable; with -L or -l also describe the rules."),
              flag("describe", "L", "",
                  "Print the name and description of all rules and exit; with -o json_output=true all details of rules, "
                      + "macros and lists."),
              value("describe.rule", "l", "", "rule", "Print the name and description of one rule and exit; like -L."),
              repeated("disable.rule", "D", "", "text",
                  "Disable rules whose name contains this text. Repeatable; cannot be combined with -t."),
              repeated("disable.tag", "T", "", "tag",
                  "Disable rules that have this tag. Repeatable; cannot be combined with -t."),
              repeated("only.tag", "t", "", "tag", "Run only rules that have this tag. Repeatable.")),
          new OptionGroup(
              "Alerts and statistics",
              value("print", "p", "print", "format",
                  "Deprecated, use -o append_output. Adds the text to every output; c (container) and k (kubernetes) "
                      + "stand for fields that are always added."),
              flag("unbuffered", "U", "unbuffered", "Write every alert at once, whatever buffered_outputs says."),
              flag("base64", "b", "print-base64",
                  "Print data buffers in base64. Short for -o buffer_format_base64=true.")
                  .sets("buffer_format_base64=true"),
              value("stats.file", "s", "", "file",
                  "Append statistics of read and lost events to this file, one line of JSON each time."),
              value("stats.interval", "", "stats-interval", "milliseconds",
                  "The interval at which -s writes; the default is 5000.").ofNumber()),
          LOOKUPS,
          new OptionGroup(
              "Options of older Falco versions, without effect or refused",
              repeated("cri", "", "cri", "path", "Sockets of container runtimes.")
                  .ignored("name the sockets in the init_config of the plugin 'container' (key plugins)"),
              flag("disable.cri.async", "", "disable-cri-async", "Do not wait for the container runtime.")
                  .ignored("events never wait for a container runtime; remove the option"),
              value("k8s.api", "k", "k8s-api", "url", "Address of the Kubernetes API.").ignored(NO_K8S_API),
              value("k8s.api.cert", "K", "k8s-api-cert", "files", "Keys for the Kubernetes API.").ignored(NO_K8S_API),
              value("k8s.node", "", "k8s-node", "name", "Node whose pods were queried.").ignored(NO_K8S_API),
              value("mesos.api", "m", "mesos-api", "url", "Address of Mesos.")
                  .ignored(
                      "Mesos is not supported, as in Falco since 0.42; remove the option and rules that "
                          + "use mesos.* or marathon.*"),
              flag("userspace", "u", "userspace", "Events from ptrace.")
                  .refused(
                      "a command is watched through ptrace by eyas run -- COMMAND"),
              value("gvisor.config", "g", "gvisor-config", "file", "Events from gVisor.")
                  .refused("events from gVisor are not supported, as in Falco since 0.44"),
              value("gvisor.root", "", "gvisor-root", "path", "State of gVisor.")
                  .ignored("events from gVisor are not supported; remove the option"),
              optional("gvisor.generate.config", "", "gvisor-generate-config", "socket", "Configuration for gVisor.")
                  .refused("events from gVisor are not supported, as in Falco since 0.44")));

  public static final List<OptionDefinition> ALL = GROUPS.stream().flatMap(group -> group.arguments().stream()).toList();

  /** Options that cannot be combined; the messages are Falco's. */
  static final List<LineCheck> CHECKS =
      List.of(
          LineCheck.apart(
              Set.of("markdown"), Set.of("format"), "Cannot specify both --markdown and --format options together"),
          LineCheck.apart(
              Set.of("disable.rule", "disable.tag"),
              Set.of("only.tag"),
              "You can not specify both disabled (-D/-T) and enabled (-t) rules"));

  private OptionTable() {}
}
