package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.Optional;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.json.LenientJson;

/**
 * The results of the network plugins, which the CNI library keeps in {@code /var/lib/cni/results/NETWORK-ID-INTERFACE}:
 * the addresses of a pod, known before its first program runs. The id is the id of the sandbox.
 */
record CniResults(TrustedFiles files) {
  private static final int LONGEST = 4096; // as Falco's plugin has it

  /** Adds address and result of a sandbox. */
  void addTo(String sandbox, ContainerFacts facts) throws IOException {
    for (String name : files.names("")) {
      if (name.contains("-" + sandbox + "-") && !name.endsWith("-lo")) {
        Optional<LenientJson> kept = files.json(name);
        if (kept.isPresent()) {
          add(kept.get().at("result"), facts);
        }
      }
    }
  }

  private static void add(LenientJson result, ContainerFacts facts) {
    for (LenientJson address : result.at("ips").elements()) {
      String text = address.at("address").text().replaceFirst("/.*", "");
      if (text.indexOf(':') < 0) {
        facts.setKnown(ContainerPart.IP, text);
      }
    }
    String text = result.toString();
    facts.setKnown(ContainerPart.CNI_JSON, text.substring(0, Math.min(LONGEST, text.length())));
  }
}
