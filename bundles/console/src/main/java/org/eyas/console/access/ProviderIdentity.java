package org.eyas.console.access;

import java.util.Set;

/**
 * The provider's word about a user who logged in there. It is compared with the configuration at each request, so that a session ends
 * when the provider is replaced or its groups have another role.
 *
 * @param issuer the provider
 * @param clientId the id that the console had there
 * @param groups those of the user's groups that had a role at the login
 */
public record ProviderIdentity(String issuer, String clientId, Set<String> groups) {}
