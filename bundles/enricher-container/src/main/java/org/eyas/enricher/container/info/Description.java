package org.eyas.enricher.container.info;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.jspecify.annotations.Nullable;

/**
 * Writes a container as Falco's plugin describes it in captures. {@code CapturedContainers} reads it. Parts that are not known are
 * left out.
 */
final class Description {
  private static final List<Map.Entry<String, Part>> TEXTS =
      List.of(
          Map.entry("id", Part.ID),
          Map.entry("full_id", Part.FULL_ID),
          Map.entry("name", Part.NAME),
          Map.entry("image", Part.IMAGE),
          Map.entry("imageid", Part.IMAGE_ID),
          Map.entry("imagerepo", Part.REPOSITORY),
          Map.entry("imagetag", Part.TAG),
          Map.entry("imagedigest", Part.DIGEST),
          Map.entry("ip", Part.IP),
          Map.entry("cni_json", Part.CNI_JSON),
          Map.entry("pod_sandbox_id", Part.FULL_SANDBOX_ID));

  private static final List<Map.Entry<String, Part>> FLAGS =
      List.of(
          Map.entry("privileged", Part.PRIVILEGED),
          Map.entry("host_pid", Part.HOST_PID),
          Map.entry("host_network", Part.HOST_NETWORK),
          Map.entry("host_ipc", Part.HOST_IPC));

  // The plugin has the pod of a container only as labels of Kubernetes.
  private static final Map<String, Part> POD =
      Map.of(
          "io.kubernetes.pod.name", Part.POD_NAME, "io.kubernetes.pod.namespace", Part.POD_NAMESPACE, "io.kubernetes.pod.uid",
          Part.POD_UID);

  private final StringWriter text = new StringWriter();
  private final JsonWriter out = new JsonWriter(text);
  private final ContainerInfo info;

  private Description(ContainerInfo info) {
    this.info = info;
  }

  static Text of(ContainerInfo info) {
    try {
      return new Description(info).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  private Text write() throws IOException {
    out.beginObject().name("container").beginObject();
    out.name("type").value(TypeNumbers.number(info.part(Part.TYPE).toString()));
    out.name(ContainerInfo.OWNER).value(info.owner());
    for (Map.Entry<String, Part> member : TEXTS) {
      if (info.part(member.getValue()).isPresent()) {
        out.name(member.getKey()).value(info.part(member.getValue()).toString());
      }
    }
    for (Map.Entry<String, Part> member : FLAGS) {
      out.name(member.getKey()).value(info.isTrue(member.getValue()));
    }
    writeLabels();
    writeMounts();
    writeProbe("Healthcheck", info.probes().of(Probe.Kind.HEALTHCHECK));
    writeProbe("LivenessProbe", info.probes().of(Probe.Kind.LIVENESS));
    writeProbe("ReadinessProbe", info.probes().of(Probe.Kind.READINESS));
    out.endObject().endObject();
    return Text.of(text.toString());
  }

  private void writeLabels() throws IOException {
    out.name("labels").beginObject();
    writeMembers(info.labels());
    for (Map.Entry<String, Part> label : POD.entrySet()) {
      Bytes value = info.part(label.getValue());
      if (value.isPresent() && !info.labels().get(Text.of(label.getKey())).isPresent()) {
        out.name(label.getKey()).value(value.toString());
      }
    }
    out.endObject().name("pod_sandbox_labels").beginObject();
    writeMembers(info.podLabels());
    out.endObject();
  }

  private void writeMembers(Labels labels) throws IOException {
    for (Map.Entry<Bytes, Bytes> label : labels.entries()) {
      out.name(label.getKey().toString()).value(label.getValue().toString());
    }
  }

  private void writeMounts() throws IOException {
    Mounts mounts = info.mounts();
    ByteView view = new ByteView();
    out.name("Mounts").beginArray();
    for (int i = 0; i < mounts.size(); i++) {
      out.beginObject();
      out.name("Source").value(mounts.get(i, Mounts.Piece.SOURCE, view).toString());
      out.name("Destination").value(mounts.get(i, Mounts.Piece.DEST, view).toString());
      out.name("Mode").value(mounts.get(i, Mounts.Piece.MODE, view).toString());
      out.name("RW").value(mounts.get(i, Mounts.Piece.RDWR, view).toString().equals("true"));
      out.name("Propagation").value(mounts.get(i, Mounts.Piece.PROPAGATION, view).toString());
      out.endObject();
    }
    out.endArray();
  }

  private void writeProbe(String name, @Nullable Probe probe) throws IOException {
    if (probe != null) {
      out.name(name).beginObject().name("exe").value(probe.exe().toString()).name("args").beginArray();
      String args = probe.args().toString();
      for (String arg : args.isEmpty() ? new String[0] : args.substring(0, args.length() - 1).split("\0", -1)) {
        out.value(arg);
      }
      out.endArray().endObject();
    }
  }
}
