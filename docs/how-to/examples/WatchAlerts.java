import java.nio.file.Path;
import org.eyas.client.AlertClient;

void main(String[] arguments) {
  try (var client = AlertClient.unix(Path.of(arguments[0]))) {
    var alerts = client.subscribe(alert -> IO.println(alert.priority() + " " + alert.output()));
    alerts.end().toCompletableFuture().join();
  }
}
