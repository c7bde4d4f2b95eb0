package org.eyas.core.setting;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.engine.health.LossAction;
import org.eyas.engine.health.LossPolicy;
import org.eyas.engine.recording.CapturePolicy;
import org.eyas.engine.state.StateLimits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings about losses, captures that alerts start, and the limits of the state. */
@Component(service = LoopSettings.class, configurationPid = LoopSettings.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LoopSettings.Config.class)
public final class LoopSettings extends LiveSettings<LoopSettings.Values> {
  static final String PID = "org.eyas.loop";

  /**
   * The keys {@code syscall_event_drops}, {@code syscall_event_timeouts} and {@code capture}, and the keys of {@code
   * falco_libs} about the thread table.
   */
  @ObjectClassDefinition(name = "Eyas loop")
  @interface Config {
    double syscall_event_drops_threshold() default 0.1;
    String[] syscall_event_drops_actions() default {"log", "alert"};
    double syscall_event_drops_rate() default 0.03333;
    double syscall_event_drops_max_burst() default 1;
    boolean syscall_event_drops_simulate_drops() default false;
    long syscall_event_timeouts_max_consecutives() default 1000;
    boolean capture_enabled() default false;
    String capture_mode() default "rules";
    String capture_path_prefix() default "/tmp/falco";
    long capture_default_duration() default 5000;
    long capture_max_file_size_mb() default 0;
    long thread_table_size() default 262_144;
    long thread_table_auto_purging_interval_s() default 300;
    long thread_table_auto_purging_thread_timeout_s() default 300;
  }

  /**
   * The values of the settings of the loop of system calls.
   *
   * @param losses the policy for lost events
   * @param mostSilentReads the number of reads of a live source without an event after which an alert is raised
   * @param recording the policy that decides which alerts write captures
   */
  public record Values(LossPolicy losses, long mostSilentReads, CapturePolicy recording, StateLimits state) {}

  @Activate
  public LoopSettings(Config config) {
    super(options(config));
  }

  @Modified
  void modified(Config config) {
    delivered(options(config));
  }

  private static Values options(Config config) {
    return new Values(
        losses(config), config.syscall_event_timeouts_max_consecutives(), recording(config), limits(config));
  }

  private static LossPolicy losses(Config config) {
    return new LossPolicy(
        config.syscall_event_drops_threshold(),
        Stream.of(config.syscall_event_drops_actions()).map(LossAction::of).collect(Collectors.toSet()),
        config.syscall_event_drops_rate(),
        config.syscall_event_drops_max_burst(),
        config.syscall_event_drops_simulate_drops());
  }

  private static CapturePolicy recording(Config config) {
    return new CapturePolicy(
        config.capture_enabled(),
        config.capture_mode().toLowerCase(Locale.ROOT).equals("all_rules"),
        config.capture_default_duration(),
        config.capture_max_file_size_mb(),
        config.capture_path_prefix());
  }

  // 0 means Falco's limit.
  private static StateLimits limits(Config config) {
    return new StateLimits(
        config.thread_table_size() == 0 ? StateLimits.USUAL.threads() : config.thread_table_size(),
        TimeUnit.SECONDS.toNanos(config.thread_table_auto_purging_interval_s()),
        TimeUnit.SECONDS.toNanos(config.thread_table_auto_purging_thread_timeout_s()));
  }
}
