package org.eyas.testkit.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Sends damaged requests to an HTTP server. Between them, an ordinary request must get its answer. */
public final class HttpTarget implements FuzzTarget {
  private static final int INPUTS_BETWEEN_ORDINARY = 50;
  private static final int TRIES = 50;

  private final AutoCloseable server;
  private final InetSocketAddress address;
  private final List<String> requests;
  private final TextDamage damage;
  private final Predicate<String> answered;
  private long fed;

  /**
   * @param server is closed at the end
   * @param requests the requests to damage; the first is the ordinary request, which ends its connection
   * @param words the words that are inserted into requests
   * @param answered tests whether a whole answer is the answer to the ordinary request
   */
  public HttpTarget(
      AutoCloseable server, int port, List<String> requests, List<String> words, Predicate<String> answered) {
    this.server = server;
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.requests = requests;
    damage = new TextDamage(words);
    this.answered = answered;
  }

  @Override
  public List<String> feed(Random random) throws IOException {
    List<String> wrong = new ArrayList<>();
    String answer = SocketInput.exchange(address, damage.of(requests.get(random.nextInt(requests.size())), random), random);
    if (answer.startsWith("HTTP/1.1 500")) {
      wrong.add(answer);
    }
    if (fed++ % INPUTS_BETWEEN_ORDINARY == 0) {
      String ordinary = ordinary();
      if (!answered.test(ordinary)) {
        wrong.add("an ordinary request got '" + ordinary + "'");
      }
    }
    return wrong;
  }

  // On a busy machine the answer may be late: only a server that does not answer at all is wrong.
  private String ordinary() throws IOException {
    String answer = "";
    for (int tries = 0; tries < TRIES && answer.isEmpty(); tries++) {
      answer = SocketInput.exchange(address, requests.getFirst(), new Random(1));
    }
    return answer;
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
