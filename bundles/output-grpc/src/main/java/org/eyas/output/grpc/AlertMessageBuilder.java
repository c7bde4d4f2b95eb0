package org.eyas.output.grpc;

import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.grpc.outputs.response;
import org.eyas.grpc.schema.source;

/** Makes the message that clients receive for an alert. */
final class AlertMessageBuilder {
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

  private final String hostname;

  /** @param hostname the value of FALCO_HOSTNAME; empty means the kernel's host name */
  AlertMessageBuilder(String hostname) {
    this.hostname = hostname.isEmpty() ? kernelName() : hostname;
  }

  response of(RenderedAlert rendered) {
    Alert alert = rendered.alert();
    response.Builder message =
        response.newBuilder()
            .setTime(time(alert.timestampNanos()))
            .setPriorityValue(alert.priority().ordinal()) // both are in the order of syslog
            .setSourceDeprecated(number(alert.source()))
            .setRule(alert.rule())
            .setOutput(rendered.preferred())
            .setHostname(hostname)
            .addAllTags(alert.tags())
            .setSource(alert.source());
    alert.fields().forEach((name, value) -> message.putOutputFields(name, GrpcFieldText.of(value)));
    return message.build();
  }

  private static Timestamp time(long nanos) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(nanos, SECOND_NANOS))
        .setNanos((int) Math.floorMod(nanos, SECOND_NANOS))
        .build();
  }

  private static source number(String name) {
    return switch (name) {
      case "syscall" -> source.SYSCALL;
      case "k8s_audit" -> source.K8S_AUDIT;
      case "internal" -> source.INTERNAL;
      default -> source.PLUGIN;
    };
  }

  private static String kernelName() {
    try {
      return Files.readString(KERNEL_NAME).strip();
    } catch (IOException e) {
      // There is no /proc: a test on another system.
      return "";
    }
  }
}
