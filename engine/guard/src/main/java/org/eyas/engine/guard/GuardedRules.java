package org.eyas.engine.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard around a rule provider of another bundle. A document that cannot be read is an error of its author. If the
 * provider itself fails, its previous documents stay in use.
 */
public final class GuardedRules implements RuleProvider {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedRules.class);

  private interface Call {
    List<RuleDocument> documents() throws RuleReadException;
  }

  private final RuleProvider provider;
  private final ServiceGuard guard;
  private volatile List<RuleDocument> last = List.of();
  private volatile boolean kept;

  public GuardedRules(RuleProvider provider, ServiceGuard guard) {
    this.provider = provider;
    this.guard = guard;
  }

  @Override
  public List<RuleDocument> documents() throws RuleReadException {
    Optional<List<RuleDocument>> now = read(provider::documents, failure());
    kept = now.isEmpty();
    last = now.orElse(last);
    return last;
  }

  @Override
  public List<RuleDocument> documents(Map<String, Object> configuration) throws RuleReadException {
    return read(() -> provider.documents(configuration), failure()).orElse(last);
  }

  @Override
  public boolean mayBeEmpty() {
    AtomicBoolean answer = new AtomicBoolean();
    try {
      read(() -> {
        answer.set(provider.mayBeEmpty());
        return List.of();
      }, "failed to say whether its rules may be missing");
    } catch (RuleReadException e) {
      throw new IllegalStateException(e); // nothing is read
    }
    return answer.get();
  }

  @Override
  public List<RuleDocument> tests() throws RuleReadException {
    return read(provider::tests, "failed to deliver the tests of its rules").orElse(List.of());
  }

  /**
   * The reason why the previous documents stay in use; empty if the provider delivered its documents when it was last
   * asked.
   */
  public String problem() {
    return kept ? guard.origin() + " " + failure() : "";
  }

  private String failure() {
    return "failed to deliver its rules: its previous documents (" + last.size() + ") stay in use";
  }

  /** The documents of the provider; empty if the provider failed, or is not called any more. */
  private Optional<List<RuleDocument>> read(Call call, String failure) throws RuleReadException {
    if (guard.isOut()) {
      return Optional.empty();
    }
    CallGate gate = guard.gate(CallGate.EACH);
    gate.enter();
    try {
      return Optional.of(List.copyOf(call.documents()));
    } catch (RuleReadException e) {
      throw e;
    } catch (Throwable e) {
      gate.convertFailure(e);
      LOG.error("{} {}", guard.origin(), failure);
      return Optional.empty();
    } finally {
      gate.leave();
    }
  }

  @Override
  public String toString() {
    return guard.origin().toString();
  }
}
