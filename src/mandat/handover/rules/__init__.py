"""The domain of handing over one decision: values, the steps between states, and looking. Pure."""
