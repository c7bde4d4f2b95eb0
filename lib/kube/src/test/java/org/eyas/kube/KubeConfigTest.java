package org.eyas.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeConfigTest {
  @TempDir private Path folder;

  private ApiServer read(String cluster, String user) throws IOException {
    Path file = folder.resolve("config");
    Files.writeString(
        file,
        """
            apiVersion: v1
            current-context: b
            contexts:
            - {name: a, context: {cluster: other, user: other}}
            - {name: b, context: {cluster: here, user: me, namespace: x}}
            clusters: [{name: here, cluster: {%s}}]
            users: [{name: me, user: {%s}}]
            """.formatted(cluster, user));
    return new KubeConfig(file).read();
  }

  @Test
  void theCurrentContextNamesServerAndToken() throws IOException {
    ApiServer server = read("server: 'https://10.0.0.1:6443/'", "token: abc");
    assertEquals("https://10.0.0.1:6443", server.address().toString());
    assertEquals("abc", server.token().read());
    assertNotNull(server.tls());
  }

  @Test
  void aFileWithATokenStartsAtTheFolderOfTheKubeconfig() throws IOException {
    Files.writeString(folder.resolve("t"), " xyz\n");
    ApiServer server = read("server: 'http://localhost:8001'", "tokenFile: t, token: old");
    assertEquals("xyz", server.token().read());
    assertNull(server.tls());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
          "server: 'https://a' | exec: {command: aws} | user 'me': exec is not supported; use a token, a tokenFile or a"
              + " client-certificate, such as those of a service account",
          "server: 'https://a', insecure-skip-tls-verify: true | token: a | cluster 'here': insecure-skip-tls-verify is not"
              + " supported; set certificate-authority",
          "server: 'a:6443' | token: a | cluster 'here': server is not an address like https://HOST:6443: 'a:6443'",
          "x: y | token: a | cluster 'here': server is missing",
          "server: 'https://a', certificate-authority-data: '*' | token: a | cluster 'here': certificate-authority-data is not"
              + " base64",
          "server: 'https://a', certificate-authority: ca.crt | token: a | cluster 'here': certificate-authority: FOLDER/ca.crt: no"
              + " such file",
      })
  void whatIsWrongIsNamed(String cluster, String user, String problem) {
    IOException e = assertThrows(IOException.class, () -> read(cluster, user));
    assertEquals(folder + "/config: " + problem.replace("FOLDER", folder.toString()), e.getMessage());
  }

  @Test
  void aContextThatIsNotThereIsNamed() throws IOException {
    Path file = folder.resolve("c");
    Files.writeString(file, "current-context: gone\ncontexts: [{name: a, context: {}}]\n");
    assertEquals(
        file + ": there is no context 'gone' in contexts",
        assertThrows(IOException.class, new KubeConfig(file)::read).getMessage());
    Files.writeString(file, "contexts: []\n");
    assertEquals(file + ": current-context is missing", assertThrows(IOException.class, new KubeConfig(file)::read).getMessage());
    Files.writeString(file, "a: [");
    assertTrue(
        String.valueOf(assertThrows(IOException.class, new KubeConfig(file)::read).getMessage())
            .startsWith(file + ": not valid YAML: "));
    Files.delete(file);
    assertEquals(file + ": no such file", assertThrows(IOException.class, new KubeConfig(file)::read).getMessage());
  }
}
