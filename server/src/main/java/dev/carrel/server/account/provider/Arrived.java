package dev.carrel.server.account.provider;

import dev.carrel.server.account.oidc.Provider;

/**
 * Somebody whom the provider knows, and nobody here.
 *
 * @param arrival sent with what is asked; good for half an hour
 * @param asksAge whether they must answer for their age
 */
public record Arrived(String arrival, String provider, String email, boolean asksAge) {
    public static Arrived of(Provider provider, ProviderSignIn.Comer.Stranger stranger) {
        Arrivals.Arrival arrival = stranger.arrival();
        return new Arrived(
                stranger.secret().text(),
                provider.name(),
                arrival.email().text(),
                arrival.age().isEmpty());
    }
}
