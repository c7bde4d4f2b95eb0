package org.eyas.engine.auditpolicy;

import java.util.List;
import java.util.Map;

/** The API groups of Kubernetes' own resources. Audit policies name the groups, rules do not. */
final class ApiGroups {
  private static final String CORE = "";

  private static final Map<String, List<String>> RESOURCES =
      Map.ofEntries(
          Map.entry(CORE, List.of(
              "bindings", "configmaps", "endpoints", "events", "limitranges", "namespaces", "nodes", "persistentvolumeclaims",
              "persistentvolumes", "pods", "podtemplates", "replicationcontrollers", "resourcequotas", "secrets",
              "serviceaccounts",
              "services")),
          Map.entry("admissionregistration.k8s.io", List.of(
              "mutatingadmissionpolicies", "mutatingadmissionpolicybindings", "mutatingwebhookconfigurations",
              "validatingadmissionpolicies", "validatingadmissionpolicybindings", "validatingwebhookconfigurations")),
          Map.entry("apiextensions.k8s.io", List.of("customresourcedefinitions")),
          Map.entry("apiregistration.k8s.io", List.of("apiservices")),
          Map.entry("apps", List.of("controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets")),
          Map.entry("authentication.k8s.io", List.of("selfsubjectreviews", "tokenrequests", "tokenreviews")),
          Map.entry("authorization.k8s.io", List.of(
              "localsubjectaccessreviews", "selfsubjectaccessreviews", "selfsubjectrulesreviews", "subjectaccessreviews")),
          Map.entry("autoscaling", List.of("horizontalpodautoscalers")),
          Map.entry("batch", List.of("cronjobs", "jobs")),
          Map.entry("certificates.k8s.io", List.of("certificatesigningrequests", "clustertrustbundles")),
          Map.entry("coordination.k8s.io", List.of("leases")),
          Map.entry("discovery.k8s.io", List.of("endpointslices")),
          Map.entry("events.k8s.io", List.of("events")),
          Map.entry("extensions", List.of("ingresses")),
          Map.entry("flowcontrol.apiserver.k8s.io", List.of("flowschemas", "prioritylevelconfigurations")),
          Map.entry("networking.k8s.io",
              List.of("ingressclasses", "ingresses", "ipaddresses", "networkpolicies", "servicecidrs")),
          Map.entry("node.k8s.io", List.of("runtimeclasses")),
          Map.entry("policy", List.of("poddisruptionbudgets", "podsecuritypolicies")),
          Map.entry("rbac.authorization.k8s.io", List.of("clusterrolebindings", "clusterroles", "rolebindings", "roles")),
          Map.entry("resource.k8s.io", List.of("deviceclasses", "resourceclaims", "resourceclaimtemplates", "resourceslices")),
          Map.entry("scheduling.k8s.io", List.of("priorityclasses")),
          Map.entry("storage.k8s.io", List.of("csidrivers", "csinodes", "storageclasses", "volumeattachments")));

  private ApiGroups() {}

  /** The groups with such a resource; none for a resource that is not part of Kubernetes. */
  static List<String> of(String resource) {
    return RESOURCES.entrySet().stream().filter(group -> group.getValue().contains(resource)).map(Map.Entry::getKey).sorted()
        .toList();
  }
}
