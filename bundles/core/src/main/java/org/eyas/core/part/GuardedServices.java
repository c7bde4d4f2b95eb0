package org.eyas.core.part;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eyas.core.part.RankedServices.RankedService;
import org.eyas.engine.foreign.ForeignCodeFault;
import org.eyas.engine.guard.ServiceGuard;
import org.eyas.engine.guard.ServiceRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The current services of one kind, each with a guard: the engine never uses a service without its guard. */
public final class GuardedServices<T> {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedServices.class);

  private record Guarded<T>(T service, ServiceGuard guard) {}

  private final BundleFaults faults;
  private final ServiceRole role;
  private final BiFunction<T, ServiceGuard, T> guarding;
  private final RankedServices<T> offers = new RankedServices<>();
  private final Map<T, Guarded<T>> byService = new IdentityHashMap<>();

  /** @param guarding wraps a service with its guard; throws {@link ForeignCodeFault} if the service cannot be used at all */
  public GuardedServices(BundleFaults faults, ServiceRole role, BiFunction<T, ServiceGuard, T> guarding) {
    this.faults = faults;
    this.role = role;
    this.guarding = guarding;
  }

  /**
   * Adds a service, or changes its properties if it is already known. Returns the service with its guard; empty if the
   * service cannot be used.
   */
  public synchronized Optional<T> add(T service, Map<String, Object> properties) {
    Guarded<T> known = byService.get(service);
    if (known == null) {
      ServiceGuard guard = faults.guard(role, service, properties);
      try {
        known = new Guarded<>(guarding.apply(service, guard), guard);
      } catch (ForeignCodeFault e) {
        LOG.error("{} is not used: it already fails when it describes itself", guard.origin(), e);
        guard.close();
        return Optional.empty();
      }
      byService.put(service, known);
    }
    offers.add(known.service(), properties);
    return Optional.of(known.service());
  }

  /** Removes a service from the list and returns it with its guard. The service can be called until {@link #close}. */
  public synchronized Optional<T> remove(T service) {
    Optional<T> known = Optional.ofNullable(byService.get(service)).map(Guarded::service);
    known.ifPresent(offers::remove);
    return known;
  }

  /** Prevents further calls of a removed service. */
  public synchronized void close(T service) {
    Guarded<T> known = byService.remove(service);
    if (known != null) {
      known.guard().close();
    }
  }

  List<RankedService<T>> all() {
    return offers.all();
  }

  public List<T> services() {
    return offers.services();
  }
}
