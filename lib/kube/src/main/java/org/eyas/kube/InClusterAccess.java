package org.eyas.kube;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.eyas.pem.PemFile;

/**
 * The access that every pod has: the address in the environment, and the token and the authority of its service account.
 *
 * @param environment of this process
 * @param folder with the files {@code token} and {@code ca.crt}
 */
public record InClusterAccess(Map<String, String> environment, Path folder) implements ApiServer.Source {
  /** The folder into which the kubelet puts the files. */
  public static final Path USUAL = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private static final String HOST = "KUBERNETES_SERVICE_HOST";
  private static final String PORT = "KUBERNETES_SERVICE_PORT";

  @Override
  public ApiServer read() throws IOException {
    String host = environment.getOrDefault(HOST, "");
    if (host.isEmpty()) {
      throw new ApiAccessException(HOST + " is not set, so this process is in no pod; name a kubeconfig");
    }
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    URI address = URI.create("https://" + bracketed + ":" + environment.getOrDefault(PORT, "443"));
    PemFile authority = PemFile.read("service account", folder.resolve("ca.crt"));
    return new ApiServer(address, ApiServerTls.context(authority, null),
        new TokenFile(folder.resolve("token"), System::nanoTime));
  }
}
