package org.eyas.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.control.command.CommandAnswer;
import org.eyas.control.command.CommandRequest;
import org.eyas.control.command.ControlCommand;
import org.eyas.control.command.UnclearCommandException;
import org.eyas.control.socket.AnswerLine;
import org.eyas.control.socket.ClientExchange;
import org.eyas.control.socket.ControlListener;
import org.eyas.control.socket.RequestMemoryLimit;
import org.eyas.control.socket.SocketInUseException;
import org.eyas.control.socket.SocketPeer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the command line on a unix socket. A command is looked up, and its component created, when a client requests it.
 */
@Component(immediate = true, configurationPid = "org.eyas.control", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ControlServer.Config.class)
public final class ControlServer {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final int LIMIT_BYTES = 8 << 20;

  /**
   * The memory for all requests together: enough for one request of the maximum length and many short ones. A request needs
   * up to four times its length while it is read.
   */
  private static final int MEMORY_LIMIT_BYTES = LIMIT_BYTES + (2 << 20);

  /** eyas.control of the configuration. */
  @ObjectClassDefinition(name = "Eyas control")
  @interface Config {
    String socket() default "/run/eyas/control.sock";

    @AttributeDefinition(description = "How many clients may be connected at a time")
    int max_clients() default 16;
  }

  private final RequestMemoryLimit memory = new RequestMemoryLimit(MEMORY_LIMIT_BYTES);
  private final BundleContext context;
  private final MissingServices missing;
  private final Map<String, ServiceReference<ControlCommand>> commands = new ConcurrentHashMap<>();
  private final @Nullable ControlListener listener;

  @Activate
  public ControlServer(BundleContext context, @Reference ServiceComponentRuntime runtime, Config config) {
    this.context = context;
    missing = new MissingServices(runtime, context.getBundle());
    listener = listen(Path.of(config.socket()), config.max_clients());
  }

  private @Nullable ControlListener listen(Path path, int most) {
    try {
      return ControlListener.listen(path, most, this::serve);
    } catch (SocketInUseException e) {
      LOG.info("{}: the command line cannot reach this engine; give the engine a socket of its own with eyas.control.socket",
          Reason.of(e));
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "{} cannot be served ({}): the command line cannot reach this engine; see eyas.control.socket", path, e.toString());
    }
    return null;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bind(ServiceReference<ControlCommand> command) {
    commands.put(nameOf(command), command);
  }

  void unbind(ServiceReference<ControlCommand> command) {
    commands.remove(nameOf(command), command);
  }

  private static String nameOf(ServiceReference<ControlCommand> command) {
    return String.valueOf(command.getProperty(ControlCommand.NAME));
  }

  private void serve(ClientExchange exchange, SocketPeer peer) throws IOException {
    try (RequestMemoryLimit.Share share = memory.new Share()) {
      CommandRequest request = RequestLine.read(exchange.readLine(LIMIT_BYTES, share), peer);
      CommandAnswer answer = new CommandAnswer(exchange, request.json());
      run(request, answer);
      answer.end();
    } catch (UnclearCommandException e) {
      exchange.writeLine(AnswerLine.misuse(Reason.of(e)));
    } catch (RefusedException | IOException e) {
      exchange.writeLine(AnswerLine.error(Reason.of(e)));
    } catch (RuntimeException e) {
      exchange.writeLine(AnswerLine.error("internal error: " + e + "; see the engine's log"));
      throw e;
    }
  }

  private void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    boolean completes = request.command().equals("names") && !request.words().isEmpty();
    String name = completes ? request.words().getFirst() : request.command();
    ServiceReference<ControlCommand> reference = commands.get(name);
    ControlCommand command = reference == null ? null : context.getService(reference);
    if (reference == null || command == null) {
      throw new RefusedException(missing.reason(name));
    }
    try {
      if (completes) {
        answer.names(command.names(request.words().getLast()));
      } else {
        command.run(request, answer);
      }
    } finally {
      context.ungetService(reference);
    }
  }

  @Deactivate
  void close() throws IOException {
    if (listener != null) {
      listener.close();
    }
  }
}
