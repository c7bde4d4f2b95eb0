package org.eyas.console.oidc;

import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512;
import static org.jose4j.jws.AlgorithmIdentifiers.EDDSA;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_PSS_USING_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_PSS_USING_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_PSS_USING_SHA512;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA512;

import java.security.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eyas.api.failure.Reason;
import org.eyas.console.oidc.OidcRefusal.Kind;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check of an ID token (OpenID Connect Core 1.0, section 3.1.3.7). Only signatures with public keys are accepted: a token
 * without a signature, or with one by a shared secret, is rejected, whatever the provider announces.
 */
final class IdTokenCheck {
  private static final Logger LOG = LoggerFactory.getLogger(IdTokenCheck.class);
  private static final AlgorithmConstraints SIGNATURES =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, RSA_USING_SHA256, RSA_USING_SHA384, RSA_USING_SHA512, RSA_PSS_USING_SHA256,
          RSA_PSS_USING_SHA384, RSA_PSS_USING_SHA512, ECDSA_USING_P256_CURVE_AND_SHA256, ECDSA_USING_P384_CURVE_AND_SHA384,
          ECDSA_USING_P521_CURVE_AND_SHA512, EDDSA);
  private static final int SKEW_SECONDS = 60;
  private static final int OLDEST_SECONDS = 600;

  private final OidcSettings settings;
  private final ProviderDocument<SigningKeys> keys;
  private final Supplier<Instant> now;

  IdTokenCheck(OidcSettings settings, ProviderDocument<SigningKeys> keys, Supplier<Instant> now) {
    this.settings = settings;
    this.keys = keys;
    this.now = now;
  }

  /** The claims of a token that is valid. */
  Map<String, Object> claims(String token, String nonce) throws OidcRefusal {
    try {
      JsonWebStructure outer = JsonWebStructure.fromCompactSerialization(token);
      if (!(outer instanceof JsonWebSignature signature)) {
        throw wrong("the ID token is encrypted; configure the client at the provider for signed tokens");
      }
      JwtClaims claims = verified(token, verificationKey(signature));
      checkParties(claims);
      if (!nonce.equals(claims.getStringClaimValue("nonce"))) {
        throw wrong("the ID token has the nonce of another login");
      }
      return claims.getClaimsMap();
    } catch (JoseException | MalformedClaimException e) {
      throw wrong("the ID token is malformed: " + Reason.of(e));
    }
  }

  private Key verificationKey(JsonWebSignature signature) throws OidcRefusal, JoseException {
    String algorithm = String.valueOf(signature.getAlgorithmHeaderValue());
    try {
      SIGNATURES.checkConstraint(algorithm);
    } catch (JoseException e) {
      throw wrong(
          "the ID token has the algorithm '" + algorithm + "', which is not accepted; configure the client for RS256 or ES256");
    }
    // A token with an unknown key id lets the keys be read again, because providers change their keys.
    SigningKeys all = keys.get(there -> !select(signature, there).isEmpty());
    JsonWebKey key = new VerificationJwkSelector().selectWithVerifySignatureDisambiguate(signature, all.keys());
    if (key == null) {
      throw wrong("the provider has no key '" + signature.getKeyIdHeaderValue() + "' for " + algorithm);
    }
    return key.getKey();
  }

  private static List<JsonWebKey> select(JsonWebSignature signature, SigningKeys there) {
    try {
      return new VerificationJwkSelector().selectList(signature, there.keys());
    } catch (JoseException e) {
      LOG.debug("no key fits the ID token: {}", e.toString());
      return List.of();
    }
  }

  private JwtClaims verified(String token, Key key) throws OidcRefusal {
    try {
      return new JwtConsumerBuilder()
          .setJwsAlgorithmConstraints(SIGNATURES)
          .setVerificationKeyResolver((_, _) -> key)
          .setExpectedIssuer(true, settings.issuer())
          .setExpectedAudience(true, settings.clientId())
          .setRequireSubject()
          .setRequireExpirationTime()
          .setRequireIssuedAt()
          .setIssuedAtRestrictions(0, OLDEST_SECONDS) // the skew is added
          .setAllowedClockSkewInSeconds(SKEW_SECONDS)
          .setEvaluationTime(NumericDate.fromSeconds(now.get().getEpochSecond()))
          .build()
          .processToClaims(token);
    } catch (InvalidJwtException e) {
      List<String> reasons = e.getErrorDetails().stream().map(detail -> String.valueOf(detail.getErrorMessage())).toList();
      throw wrong("the ID token is not valid: " + String.join(" ", reasons));
    }
  }

  private void checkParties(JwtClaims claims) throws OidcRefusal, MalformedClaimException {
    String party = claims.getStringClaimValue("azp");
    if (party == null ? claims.getAudience().size() > 1 : !party.equals(settings.clientId())) {
      throw wrong("the ID token was issued to another client: " + party);
    }
  }

  private static OidcRefusal wrong(String message) {
    return new OidcRefusal(Kind.TOKEN, message);
  }
}
