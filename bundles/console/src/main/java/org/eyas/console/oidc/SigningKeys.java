package org.eyas.console.oidc;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.console.oidc.OidcRefusal.Kind;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The public keys of a provider (RFC 7517). Secret keys in the document, and keys to encrypt, are ignored. */
record SigningKeys(List<JsonWebKey> keys) {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final int MOST = 100;

  static SigningKeys read(ProviderClient client, URI place) throws OidcRefusal {
    if (!(client.get(place).get("keys") instanceof List<?> all) || all.size() > MOST) {
      throw new OidcRefusal(Kind.PROVIDER, place + " has no list of at most " + MOST + " keys");
    }
    List<JsonWebKey> found = new ArrayList<>();
    for (Object one : all) {
      addPublic(one, found);
    }
    return new SigningKeys(List.copyOf(found));
  }

  // A key of a kind that this Java does not know does not spoil the others.
  private static void addPublic(Object one, List<JsonWebKey> found) {
    if (one instanceof Map<?, ?> members) {
      try {
        Map<String, Object> named = new LinkedHashMap<>();
        members.forEach((name, value) -> named.put(String.valueOf(name), value));
        JsonWebKey key = JsonWebKey.Factory.newJwk(named);
        if (key instanceof PublicJsonWebKey && !"enc".equals(key.getUse())) {
          found.add(key);
        }
      } catch (JoseException | RuntimeException e) {
        LOG.debug("a key of the provider is not usable: {}", e.toString());
      }
    }
  }
}
