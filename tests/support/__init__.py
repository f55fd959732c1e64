"""What tests share: pictures of vaults."""
