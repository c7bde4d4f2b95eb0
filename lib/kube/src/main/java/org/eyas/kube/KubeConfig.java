package org.eyas.kube;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eyas.api.failure.Reason;
import org.eyas.pem.PemFile;
import org.eyas.pem.TlsIdentity;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The access that the current context of a kubeconfig describes: with a token, a file with a token, or a client certificate.
 * Programs that make tokens ({@code exec}) are not run.
 *
 * @param file of {@code kubectl} or of a kubelet; relative paths in it start at its folder
 */
public record KubeConfig(Path file) implements ApiServer.Source {
  @Override
  public ApiServer read() throws IOException {
    KubeConfigEntry config = new KubeConfigEntry(file, "", parsed());
    KubeConfigEntry context = config.named("contexts", "context", config.required("current-context"));
    KubeConfigEntry cluster = config.named("clusters", "cluster", context.required("cluster"));
    KubeConfigEntry user = config.named("users", "user", context.required("user"));
    refuseUnsupported(cluster, user);
    URI address = address(cluster);
    boolean encrypted = "https".equals(address.getScheme());
    PemFile authority = cluster.pem("certificate-authority");
    return new ApiServer(address, encrypted ? ApiServerTls.context(authority, identity(user)) : null, token(user));
  }

  private Map<?, ?> parsed() throws IOException {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      Object root = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
      if (root instanceof Map<?, ?> map) {
        return map;
      }
      throw new ApiAccessException(file + ": not a kubeconfig: its keys are missing");
    } catch (YAMLException | IllegalArgumentException e) { // the latter if a tag ends with a space
      throw new ApiAccessException(file + ": not valid YAML: " + Reason.of(e).lines().findFirst().orElse(""));
    } catch (ApiAccessException e) {
      throw e;
    } catch (IOException e) {
      throw new ApiAccessException(Reason.of(e));
    }
  }

  private static void refuseUnsupported(KubeConfigEntry cluster, KubeConfigEntry user) throws ApiAccessException {
    cluster.refuse("insecure-skip-tls-verify", "set certificate-authority");
    cluster.refuse("tls-server-name", "use a name of the server's certificate in server");
    cluster.refuse("proxy-url", "use an address that is reached without a proxy");
    for (String key : new String[] {"exec", "auth-provider", "username", "password"}) {
      user.refuse(key, "use a token, a tokenFile or a client-certificate, such as those of a service account");
    }
  }

  private static URI address(KubeConfigEntry cluster) throws ApiAccessException {
    String server = cluster.required("server").replaceFirst("/+$", "");
    if (!server.matches("https?://[^\\s]+")) {
      throw cluster.wrong("server is not an address like https://HOST:6443: '" + server + "'");
    }
    return URI.create(server);
  }

  private static @Nullable TlsIdentity identity(KubeConfigEntry user) throws IOException {
    PemFile certificate = user.pem("client-certificate");
    if (certificate == null) {
      return null;
    }
    PemFile key = user.pem("client-key");
    if (key == null) {
      throw user.wrong("client-certificate needs client-key");
    }
    return TlsIdentity.of(certificate, key);
  }

  // As kubectl does: a file is newer than a token that was written down.
  private static ApiServer.Token token(KubeConfigEntry user) {
    String tokenFile = user.text("tokenFile");
    if (!tokenFile.isEmpty()) {
      return new TokenFile(user.path(tokenFile), System::nanoTime);
    }
    String token = user.text("token");
    return () -> token;
  }
}
