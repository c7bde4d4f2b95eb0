package org.eyas.control;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.eyas.testkit.fuzz.FuzzSession;
import org.eyas.testkit.fuzz.FuzzTarget;
import org.eyas.testkit.fuzz.SocketInput;
import org.eyas.testkit.fuzz.TextDamage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Damaged lines on the control socket: each gets an error of one line, and the server continues. */
class ControlFuzzTest {
  private static final String UNKNOWN = "this engine knows no command";
  private static final List<String> LINES =
      List.of(
          "{\"command\":\"dance\"}\n",
          "{\"command\":\"rules\",\"words\":[\"check\",\"a b\"],\"options\":{\"last\":\"5\"},\"json\":true,\"pid\":1,"
              + "\"files\":[{\"name\":\"a.yaml\",\"content\":\"- rule: \\u00e9\\n\"}]}\n",
          "{\"command\":\"names\",\"words\":[\"rules\",\"enable\"],\"later\":{\"x\":[1,null,true]}}\n");
  private static final List<String> WORDS =
      List.of(
          "\n", "{", "[", "]", "}", "null", "true", "1e999", "-0", "99999999999999999999", "NaN", "\\u0000", "\\ud800",
          "\"command\":", "\"words\":",
          "\"options\":", "\"files\":", "\"pid\":", "[[[[[[[[", "{\"a\":{\"a\":", "//", "/*", "'", "\u00ff\u00fe");
  private static final int INPUTS_BETWEEN_ORDINARY = 50;

  @TempDir private Path folder;

  private record Settings(String socket) implements ControlServer.Config {
    @Override
    public int max_clients() {
      return 16;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return ControlServer.Config.class;
    }
  }

  // There is no component, so the server needs no more than a bundle and an empty list.
  private static <T> T without(Class<T> service) {
    return service.cast(Proxy.newProxyInstance(
        ControlFuzzTest.class.getClassLoader(),
        new Class<?>[] {service},
        (_, method, _) -> switch (method.getName()) {
          case "getBundle" -> without(Bundle.class);
          case "getComponentDescriptionDTOs" -> List.of();
          default -> throw new IllegalStateException(method.getName());
        }));
  }

  private final class Target implements FuzzTarget {
    private final TextDamage damage = new TextDamage(WORDS);
    private final UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("run/control.sock"));
    private final ControlServer server =
        new ControlServer(
            without(BundleContext.class), without(ServiceComponentRuntime.class), new Settings(address.getPath().toString()));
    private long fed;

    @Override
    public List<String> feed(Random random) throws IOException {
      String answer = SocketInput.exchange(address, damage.of(LINES.get(random.nextInt(LINES.size())), random), random);
      if (answer.contains("internal error")) {
        return List.of(answer);
      }
      if (fed++ % INPUTS_BETWEEN_ORDINARY == 0) {
        String ordinary = ordinary();
        return ordinary.contains(UNKNOWN) ? List.of() : List.of("an ordinary request got '" + ordinary + "'");
      }
      return List.of();
    }

    // On a busy machine the answer may be late, or earlier clients may still be served.
    private String ordinary() throws IOException {
      String answer = "";
      for (int tries = 0; tries < 50 && !answer.contains(UNKNOWN); tries++) {
        answer = SocketInput.exchange(address, LINES.getFirst(), new Random(1));
      }
      return answer;
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @Test
  void damagedLinesAreRefusedInOneLine() throws Exception {
    FuzzSession.run("control", new Target());
  }
}
