package org.eyas.enricher.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.enricher.k8s.cluster.ClusterState;
import org.eyas.enricher.k8s.cluster.Objects;
import org.eyas.enricher.k8s.cluster.PodReference;
import org.eyas.enricher.k8s.cluster.WatchedKind;
import org.eyas.enricher.k8s.id.PodCgroupPath;
import org.eyas.kube.ObjectOwner;
import org.eyas.kube.PodDetails;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.FieldProviderContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class K8sFieldsTest extends FieldProviderContract {
  private static final PodCgroupPath A = new PodCgroupPath("a", "");

  private final K8sFields fields = new K8sFields(true);

  private static ClusterState cluster() {
    return new ClusterState(new ApiServerHealth("node-1", System::nanoTime), System::nanoTime);
  }

  private static PodReference pod() {
    ClusterState cluster = cluster();
    ObjectOwner replicaSet = new ObjectOwner("ReplicaSet", "web-7", "rs1");
    Map<WatchedKind, List<org.eyas.kube.KubeObject>> all =
        Map.of(
            WatchedKind.PODS,
            List.of(
                Objects.pod("a", Map.of("app", "web", "x", ""), replicaSet, new PodDetails("10.0.0.7", Map.of(), "")),
                Objects.pod("b", Map.of(), new ObjectOwner("ReplicationController", "old", "rc1"),
                    new PodDetails("", Map.of(), ""))),
            WatchedKind.NAMESPACES, List.of(Objects.namespace("n1", "shop", Map.of("team", "pay"))),
            WatchedKind.REPLICA_SETS,
            List.of(Objects.of("rs1", "web-7", Map.of("h", "7"), new ObjectOwner("Deployment", "web", "d1"))),
            WatchedKind.DEPLOYMENTS, List.of(Objects.of("d1", "web", Map.of("d", "1"), ObjectOwner.NONE)),
            WatchedKind.REPLICATION_CONTROLLERS, List.of(Objects.of("rc1", "old", Map.of("r", "2"), ObjectOwner.NONE)),
            WatchedKind.SERVICES,
            List.of(
                Objects.service("s2", "web", Map.of("s", "2", "t", "u"), Map.of("app", "web")),
                Objects.service("s1", "api", Map.of("s", "1"), Map.of("app", "web"))));
    all.forEach((kind, objects) -> cluster.changes(kind).listed(objects));
    PODS[0] = cluster.find(new PodCgroupPath("b", ""));
    return cluster.find(A);
  }

  private static final PodReference[] PODS = {PodReference.NONE};

  private static FakeEvent event(PodReference pod) {
    FakeProcess process = FakeProcess.of(7, "sh");
    process.attachments.put(PodReference.KEY, pod);
    return FakeEvent.of(anyType()).by(process);
  }

  @Override
  protected FieldProvider provider() {
    return new K8sFields(false);
  }

  @Override
  protected List<FakeEvent> events() {
    FakeEvent unknown = FakeEvent.of(anyType());
    return List.of(event(pod()), event(cluster().find(A)), event(PodReference.NONE), unknown);
  }

  private FieldReader reader(String name, String key) {
    FieldDefinition field =
        fields.classes().getFirst().fields().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    return fields.reader(field, key);
  }

  private String read(String name, String key, FakeEvent event) {
    if (reader(name, key) instanceof FieldReader.OfBytes one) {
      return one.read(event).toString();
    }
    BytesList list = new BytesList();
    Presence presence = ((FieldReader.OfManyBytes) reader(name, key)).read(event, list);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      values.add(list.get(i).toString());
    }
    assertEquals(Presence.of(!values.isEmpty()), presence);
    return String.join(" ", values);
  }

  @ParameterizedTest
  @CsvSource({
      "k8smeta.pod.name, , pod-a", "k8smeta.pod.uid, , a", "k8smeta.pod.label, app, web", "k8smeta.pod.label, ap, ''",
      "k8smeta.pod.label, x, ''", "k8smeta.pod.labels, , app:web x:", "k8smeta.pod.ip, , 10.0.0.7",
      "k8smeta.ns.name, , shop", "k8smeta.ns.uid, , n1", "k8smeta.ns.label, team, pay", "k8smeta.ns.labels, , team:pay",
      "k8smeta.deployment.name, , web", "k8smeta.deployment.uid, , d1", "k8smeta.deployment.label, d, 1",
      "k8smeta.deployment.labels, , d:1", "k8smeta.rs.name, , web-7", "k8smeta.rs.uid, , rs1", "k8smeta.rs.label, h, 7",
      "k8smeta.rs.labels, , h:7", "k8smeta.svc.name, , api web", "k8smeta.svc.uid, , s1 s2", "k8smeta.svc.label, s, 1 2",
      "k8smeta.svc.label, t, u", "k8smeta.svc.labels, , s:1 s:2 t:u", "k8smeta.rc.name, , ''"
  })
  void aFieldShowsItsPartOfThePod(String field, String key, String expected) {
    assertEquals(expected, read(field, key, event(pod())));
  }

  @ParameterizedTest
  @CsvSource({
      "k8smeta.rc.name, , old", "k8smeta.rc.uid, , rc1", "k8smeta.rc.label, r, 2", "k8smeta.rc.labels, , r:2",
      "k8smeta.rs.name, , ''", "k8smeta.svc.name, , ''", "k8smeta.pod.ip, , ''"
  })
  void thePodOfAReplicationControllerHasOtherParts(String field, String key, String expected) {
    pod();
    assertEquals(expected, read(field, key, event(PODS[0])));
  }

  @Test
  void everythingIsPendingBeforeTheFirstList() {
    FakeEvent event = event(cluster().find(A));
    for (FieldDefinition field : fields.classes().getFirst().fields()) {
      switch (fields.reader(field, "key")) {
        case FieldReader.OfBytes one -> assertSame(Text.PENDING, one.read(event), field.name());
        case FieldReader.OfManyBytes many -> assertEquals(Presence.PENDING, many.read(event, new BytesList()), field.name());
        default -> throw new AssertionError(field.name());
      }
    }
  }

  @Test
  void aProcessWithoutAPodHasNoValues() {
    for (FieldDefinition field : fields.classes().getFirst().fields()) {
      assertEquals("", read(field.name(), "key", event(PodReference.NONE)));
    }
  }

  @Test
  void aLabelWithoutAValueIsPresent() {
    assertSame(true, ((FieldReader.OfBytes) reader("k8smeta.pod.label", "x")).read(event(pod())).isPresent());
  }

  @Test
  void offersTheFieldsOfFalcosPluginInItsOrder() {
    List<FieldDefinition> all = fields.classes().getFirst().fields();
    assertEquals(25, all.size());
    assertEquals(List.of("k8smeta.pod.name", "k8smeta.ns.name"), suggested(fields));
    assertEquals(List.of(), suggested(new K8sFields(false)));
  }

  private static List<String> suggested(K8sFields fields) {
    return fields.classes().getFirst().fields().stream().filter(field -> field.is(FieldDefinition.Flag.SUGGESTED))
        .map(FieldDefinition::name).toList();
  }
}
