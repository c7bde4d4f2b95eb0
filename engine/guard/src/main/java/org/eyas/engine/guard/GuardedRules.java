package org.eyas.engine.guard;

import java.util.List;
import java.util.Map;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rule documents of another bundle. A document that cannot be read is an error of its author. If the provider itself fails, its
 * previous documents stay in use.
 */
public final class GuardedRules implements RuleProvider {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedRules.class);

  private interface Call {
    List<RuleDocument> documents() throws RuleReadException;
  }

  private final RuleProvider provider;
  private final Guard guard;
  private volatile List<RuleDocument> last = List.of();

  public GuardedRules(RuleProvider provider, Guard guard) {
    this.provider = provider;
    this.guard = guard;
  }

  @Override
  public List<RuleDocument> documents() throws RuleReadException {
    last = documents(provider::documents);
    return last;
  }

  @Override
  public List<RuleDocument> documents(Map<String, Object> configuration) throws RuleReadException {
    return documents(() -> provider.documents(configuration));
  }

  @Override
  public List<RuleDocument> tests() throws RuleReadException {
    return read(provider::tests, List.of(), "failed to deliver the tests of its rules");
  }

  private List<RuleDocument> documents(Call call) throws RuleReadException {
    List<RuleDocument> before = last;
    return read(call, before, "failed to deliver its rules: the " + before.size() + " previous documents stay in use");
  }

  private List<RuleDocument> read(Call call, List<RuleDocument> otherwise, String failure) throws RuleReadException {
    if (guard.isOut()) {
      return otherwise;
    }
    Gate gate = guard.gate(Gate.EACH);
    gate.enter();
    try {
      return List.copyOf(call.documents());
    } catch (RuleReadException e) {
      throw e;
    } catch (Throwable e) {
      gate.failed(e);
      LOG.error("{} {}", guard.origin(), failure);
      return otherwise;
    } finally {
      gate.leave();
    }
  }

  @Override
  public String toString() {
    return guard.origin().toString();
  }
}
