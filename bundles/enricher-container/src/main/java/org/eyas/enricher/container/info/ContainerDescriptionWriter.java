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
 * Writes a container as Falco's plugin describes it in captures. {@code CapturedContainerReader} reads it. Parts that are not known are
 * left out.
 */
final class ContainerDescriptionWriter {
  private static final List<Map.Entry<String, ContainerPart>> TEXTS =
      List.of(
          Map.entry("id", ContainerPart.ID),
          Map.entry("full_id", ContainerPart.FULL_ID),
          Map.entry("name", ContainerPart.NAME),
          Map.entry("image", ContainerPart.IMAGE),
          Map.entry("imageid", ContainerPart.IMAGE_ID),
          Map.entry("imagerepo", ContainerPart.REPOSITORY),
          Map.entry("imagetag", ContainerPart.TAG),
          Map.entry("imagedigest", ContainerPart.DIGEST),
          Map.entry("ip", ContainerPart.IP),
          Map.entry("cni_json", ContainerPart.CNI_JSON),
          Map.entry("pod_sandbox_id", ContainerPart.FULL_SANDBOX_ID));

  private static final List<Map.Entry<String, ContainerPart>> FLAGS =
      List.of(
          Map.entry("privileged", ContainerPart.PRIVILEGED),
          Map.entry("host_pid", ContainerPart.HOST_PID),
          Map.entry("host_network", ContainerPart.HOST_NETWORK),
          Map.entry("host_ipc", ContainerPart.HOST_IPC));

  // The plugin has the pod of a container only as labels of Kubernetes.
  private static final Map<String, ContainerPart> POD =
      Map.of(
          "io.kubernetes.pod.name", ContainerPart.POD_NAME, "io.kubernetes.pod.namespace", ContainerPart.POD_NAMESPACE,
          "io.kubernetes.pod.uid",
          ContainerPart.POD_UID);

  private final StringWriter text = new StringWriter();
  private final JsonWriter out = new JsonWriter(text);
  private final ContainerSnapshot info;

  private ContainerDescriptionWriter(ContainerSnapshot info) {
    this.info = info;
  }

  static Text of(ContainerSnapshot info) {
    try {
      return new ContainerDescriptionWriter(info).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  private Text write() throws IOException {
    out.beginObject().name("container").beginObject();
    out.name("type").value(ContainerTypeNumbers.number(info.part(ContainerPart.TYPE).toString()));
    out.name(ContainerSnapshot.OWNER).value(info.owner());
    for (Map.Entry<String, ContainerPart> member : TEXTS) {
      if (info.part(member.getValue()).isPresent()) {
        out.name(member.getKey()).value(info.part(member.getValue()).toString());
      }
    }
    for (Map.Entry<String, ContainerPart> member : FLAGS) {
      out.name(member.getKey()).value(info.isTrue(member.getValue()));
    }
    writeLabels();
    writeMounts();
    writeProbe("Healthcheck", info.probes().of(ContainerProbe.Kind.HEALTHCHECK));
    writeProbe("LivenessProbe", info.probes().of(ContainerProbe.Kind.LIVENESS));
    writeProbe("ReadinessProbe", info.probes().of(ContainerProbe.Kind.READINESS));
    out.endObject().endObject();
    return Text.of(text.toString());
  }

  private void writeLabels() throws IOException {
    out.name("labels").beginObject();
    writeMembers(info.labels());
    for (Map.Entry<String, ContainerPart> label : POD.entrySet()) {
      Bytes value = info.part(label.getValue());
      if (value.isPresent() && !info.labels().get(Text.of(label.getKey())).isPresent()) {
        out.name(label.getKey()).value(value.toString());
      }
    }
    out.endObject().name("pod_sandbox_labels").beginObject();
    writeMembers(info.podLabels());
    out.endObject();
  }

  private void writeMembers(ContainerLabels labels) throws IOException {
    for (Map.Entry<Bytes, Bytes> label : labels.entries()) {
      out.name(label.getKey().toString()).value(label.getValue().toString());
    }
  }

  private void writeMounts() throws IOException {
    ContainerMounts mounts = info.mounts();
    ByteView view = new ByteView();
    out.name("Mounts").beginArray();
    for (int i = 0; i < mounts.size(); i++) {
      out.beginObject();
      out.name("Source").value(mounts.get(i, ContainerMounts.Piece.SOURCE, view).toString());
      out.name("Destination").value(mounts.get(i, ContainerMounts.Piece.DEST, view).toString());
      out.name("Mode").value(mounts.get(i, ContainerMounts.Piece.MODE, view).toString());
      out.name("RW").value(mounts.get(i, ContainerMounts.Piece.RDWR, view).toString().equals("true"));
      out.name("Propagation").value(mounts.get(i, ContainerMounts.Piece.PROPAGATION, view).toString());
      out.endObject();
    }
    out.endArray();
  }

  private void writeProbe(String name, @Nullable ContainerProbe probe) throws IOException {
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
