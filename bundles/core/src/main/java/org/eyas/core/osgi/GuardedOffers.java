package org.eyas.core.osgi;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eyas.core.foreign.ForeignFault;
import org.eyas.core.fault.Guard;
import org.eyas.core.fault.Role;
import org.eyas.core.osgi.Offers.Offer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of one kind that are there, with a guard around each: nobody in the engine sees the bare service. */
final class GuardedOffers<T> {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedOffers.class);

  private record Guarded<T>(T service, Guard guard) {}

  private final Faults faults;
  private final Role role;
  private final BiFunction<T, Guard, T> guarding;
  private final Offers<T> offers = new Offers<>();
  private final Map<T, Guarded<T>> byService = new IdentityHashMap<>();

  /** @param guarding makes a guarded service of a bare one; may throw a {@link ForeignFault} where that is no use at all */
  GuardedOffers(Faults faults, Role role, BiFunction<T, Guard, T> guarding) {
    this.faults = faults;
    this.role = role;
    this.guarding = guarding;
  }

  /** Adds one, or changes the properties of one that is there; answers it with its guard, or nothing where it is no use. */
  synchronized Optional<T> add(T service, Map<String, Object> properties) {
    Guarded<T> known = byService.get(service);
    if (known == null) {
      Guard guard = faults.guard(role, service, properties);
      try {
        known = new Guarded<>(guarding.apply(service, guard), guard);
      } catch (ForeignFault e) {
        LOG.error("{} is not used: it fails already when it is asked what it offers", guard.origin(), e);
        guard.close();
        return Optional.empty();
      }
      byService.put(service, known);
    }
    offers.add(known.service(), properties);
    return Optional.of(known.service());
  }

  /** Takes one out of the list, as it was guarded. It can be called until {@link #close}. */
  synchronized Optional<T> remove(T service) {
    Optional<T> known = Optional.ofNullable(byService.get(service)).map(Guarded::service);
    known.ifPresent(offers::remove);
    return known;
  }

  /** From now on one that was removed is called by nobody. */
  synchronized void close(T service) {
    Guarded<T> known = byService.remove(service);
    if (known != null) {
      known.guard().close();
    }
  }

  List<Offer<T>> all() {
    return offers.all();
  }

  List<T> services() {
    return offers.services();
  }
}
