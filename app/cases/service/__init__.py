"""What clerks do with a case; each public function is one transaction."""
